import type { TestIdentity } from './identity.js';

/** Good enough for the estimate, different from everything else in the tests. */
export const PASSWORD = 'violet tulpar over 71 hills';

const START = /* GraphQL */ `
  mutation ($input: StartRegistrationInput!) {
    startRegistration(input: $input) {
      ... on RegistrationStarted { registrationId expiresAt }
      ... on RegistrationRefused { code message }
    }
  }
`;
const REGISTER = /* GraphQL */ `
  mutation ($input: RegisterInput!) {
    register(input: $input) {
      ... on Session { accessToken refreshToken expiresAt citizenId restricted }
      ... on RegistrationRefused { code message }
    }
  }
`;
const SIGN_IN = /* GraphQL */ `
  mutation ($input: SignInInput!) {
    signIn(input: $input) {
      ... on Session { accessToken refreshToken citizenId restricted }
      ... on SignInRefused { code message }
    }
  }
`;
const REFRESH = /* GraphQL */ `
  mutation ($token: String!) {
    refreshSession(refreshToken: $token) {
      ... on Session { accessToken refreshToken citizenId restricted }
      ... on SignInRefused { code message }
    }
  }
`;

export type Started =
  | { registrationId: string; expiresAt: string; code?: undefined }
  | { code: string; registrationId?: undefined };
export type SessionOrRefusal = {
  accessToken?: string;
  refreshToken?: string;
  citizenId?: string;
  restricted?: boolean;
  code?: string;
  message?: string;
};
export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly citizenId: string;
  readonly restricted: boolean;
}

export interface Person {
  readonly phone: string;
  readonly email: string | null;
  readonly pin: string;
  readonly fullName: string;
  readonly idDocument: string;
  readonly address: string | null;
  readonly password: string;
}

let people = 0;

/** Somebody new at each call, unless told otherwise. */
export function aPerson(changes: Partial<Person> = {}): Person {
  people += 1;
  const number = String(people).padStart(5, '0');
  return {
    phone: `+9965551${number}`,
    email: `person${number}@example.kg`,
    pin: `111061990${number}`,
    fullName: 'Бекова Айдана',
    idDocument: `AN12${number}`,
    address: 'Бишкек, Чүй проспектиси 1',
    password: PASSWORD,
    ...changes,
  };
}

export async function startRegistration(identity: TestIdentity, person: Person, acceptance: string): Promise<Started> {
  const input = { acceptance, phone: person.phone, email: person.email, locale: 'KY' };
  const { startRegistration: started } = await identity.run<{ startRegistration: Started }>(START, { input });
  return started;
}

export async function register(
  identity: TestIdentity,
  person: Person,
  given: { registrationId: string; acceptance: string; code?: string },
): Promise<SessionOrRefusal> {
  const { registrationId, acceptance, code = identity.ports.vault.codeOf(registrationId) } = given;
  const { pin, fullName, idDocument, address, password } = person;
  const input = { registrationId, acceptance, code, pin, fullName, idDocument, address, password };
  const { register: result } = await identity.run<{ register: SessionOrRefusal }>(REGISTER, { input });
  return result;
}

/** A registered citizen with an open session. */
export async function aCitizen(
  identity: TestIdentity,
  changes: Partial<Person> = {},
): Promise<SignedIn & { person: Person }> {
  const person = aPerson(changes);
  const acceptance = await identity.tickets.acceptance();
  const started = await startRegistration(identity, person, acceptance);
  if (started.registrationId === undefined) throw new Error(`not started: ${started.code}`);
  const session = await register(identity, person, { registrationId: started.registrationId, acceptance });
  if (session.accessToken === undefined) throw new Error(`not registered: ${session.code}`);
  return { ...(session as unknown as SignedIn), person };
}

export async function signIn(identity: TestIdentity, login: string, password: string): Promise<SessionOrRefusal> {
  const { signIn: result } = await identity.run<{ signIn: SessionOrRefusal }>(SIGN_IN, { input: { login, password } });
  return result;
}

export async function refresh(identity: TestIdentity, token: string): Promise<SessionOrRefusal> {
  const { refreshSession: result } = await identity.run<{ refreshSession: SessionOrRefusal }>(REFRESH, { token });
  return result;
}
