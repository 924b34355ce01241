import { type AgencyToken, signIn } from '@belgi/local';
import type { TestSystem } from '@belgi/testkit';
import type { Scene } from './scene.js';

/** What a caller shows: a bearer token, or one that is bound to an agency's key. */
export type Credential = string | AgencyToken;

/** Somebody who asks. */
export interface Caller {
  readonly name: string;
  /** An access token that is good for some minutes more; undefined: signed out. */
  token(): Promise<Credential | undefined>;
  /** A token of a session that nobody else uses, for what ends it. */
  spare(): Promise<Credential | undefined>;
  /** A token of somebody of the same kind who may leave for good. */
  leaver(): Promise<Credential | undefined>;
  /** A token of somebody of the same kind of whom nothing need be left. */
  goner(): Promise<Credential | undefined>;
}

/** Access tokens live for five minutes; a slow machine walks longer. */
const RENEW_AFTER_MS = 3 * 60_000;

/** The same token until it grows old. */
function kept<T extends Credential>(make: () => Promise<T>): () => Promise<T> {
  let at = Number.NEGATIVE_INFINITY;
  let token: Promise<T> | undefined;
  return () => {
    if (token === undefined || Date.now() - at > RENEW_AFTER_MS) {
      at = Date.now();
      token = make();
    }
    return token;
  };
}

/** Everybody whom a rule can tell apart, seen from the owner's things. */
export function callersOf(system: TestSystem, scene: Scene): readonly Caller[] {
  const signedIn = (name: string, login: string, password: string): Caller => {
    const session = async () => (await signIn(system.graph, login, password)).accessToken;
    return { name, token: kept(session), spare: session, leaver: kept(session), goner: kept(session) };
  };
  const tokenOf = (who: Scene['owner']) => async () => (await who.signsIn()).session.accessToken;
  const citizen = (name: string, who: Scene['owner']['who'], leaver: Scene['owner']): Caller => ({
    ...signedIn(name, who.phone, who.password),
    ...{ leaver: tokenOf(leaver), goner: tokenOf(leaver) },
  });
  const restricted: Caller = {
    ...signedIn('restricted', scene.restricted.who.phone, scene.restricted.who.password),
    goner: tokenOf(scene.goner),
  };
  const staff = (name: string, { login, password }: Scene['officer']) => signedIn(name, login, password);
  const nobody = async () => undefined;
  const agency: Caller = {
    name: 'agency',
    token: kept(() => scene.agency.token()),
    spare: () => scene.agency.token(),
    leaver: () => scene.agency.token(),
    goner: () => scene.agency.token(),
  };
  return [
    { name: 'signed out', token: nobody, spare: nobody, leaver: nobody, goner: nobody },
    citizen('citizen', scene.owner.who, scene.leavers[0]),
    citizen('other citizen', scene.other.who, scene.leavers[1]),
    restricted,
    staff('AUCTIONEER', scene.auctioneer),
    staff('PRIVACY_OFFICER', scene.officer),
    staff('OPERATOR', scene.operator),
    agency,
  ];
}
