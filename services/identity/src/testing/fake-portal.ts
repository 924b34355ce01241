import { randomUUID } from 'node:crypto';
import { type Portal, PortalError, type PortalPerson } from '../verification/portal.js';

/** The state's portal as tests need it: a person signs in by being named. The real protocol is walked in the journeys. */
export interface FakePortal extends Portal {
  /** Somebody signs in; gives where the portal sends the browser. */
  signIn(url: string, person: PortalPerson): URL;
}

export function createFakePortal(): FakePortal {
  const signedIn = new Map<string, PortalPerson>();
  return {
    name: 'portal',
    begin: async () => {
      const state = randomUUID();
      const url = `http://portal.test/auth?state=${state}`;
      return { url, state, nonce: randomUUID(), codeVerifier: randomUUID() };
    },
    complete: async (returned) => {
      const person = signedIn.get(returned.searchParams.get('code') ?? '');
      if (person === undefined) throw new PortalError('REFUSED');
      return person;
    },
    signIn: (url, person) => {
      const code = randomUUID();
      signedIn.set(code, person);
      return new URL(
        `http://localhost:4000/portal/callback?code=${code}&state=${new URL(url).searchParams.get('state')}`,
      );
    },
  };
}
