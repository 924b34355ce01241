import type { Locale } from '@belgi/contracts';
import type { GraphClient } from './graph-client.js';
import type { MailboxClient } from './mailbox-client.js';
import { type PortalVisit, visitPortal } from './portal-client.js';

/** A person as they would fill in the forms. */
export interface Applicant {
  readonly name: string;
  /** 14 digits. */
  readonly pin: string;
  /** E.164 */
  readonly phone: string;
  readonly email: string | null;
  readonly idDocument: string;
  readonly address: string | null;
  readonly password: string;
  readonly locale: Locale;
}

export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly citizenId: string;
  readonly restricted: boolean;
}

/** What a mutation refused, where the walk expected to go on. */
export class RefusedError extends Error {
  constructor(
    readonly step: string,
    readonly code: string,
    message: string,
  ) {
    super(`${step} was refused: ${code} (${message})`);
    this.name = 'RefusedError';
  }
}

const SESSION = '... on Session { accessToken refreshToken citizenId restricted }';
const REFUSAL = '... on Refusal { code message }';

/** Reads the edition in force and agrees to it. @returns the acceptance ticket; nothing is stored anywhere */
export async function acceptPolicy(graph: GraphClient, locale: Locale): Promise<string> {
  const { currentPolicy } = await graph.ask(
    'query CurrentPolicy($locale: Locale!) { currentPolicy { number text(locale: $locale) { sha256 } } }',
    { locale },
  );
  const { acceptPolicy: result } = await graph.ask(
    `mutation AcceptPolicy($edition: Int!, $locale: Locale!, $sha256: String!) {
      acceptPolicy(edition: $edition, locale: $locale, textSha256: $sha256) {
        __typename ... on PolicyAccepted { ticket } ${REFUSAL}
      }
    }`,
    { edition: currentPolicy.number, locale, sha256: currentPolicy.text.sha256 },
  );
  return accepted('acceptPolicy', result).ticket;
}

/** Orders a code to the phone. @returns the registration's id @throws RefusedError */
export async function startRegistration(graph: GraphClient, who: Applicant, acceptance: string): Promise<string> {
  const { startRegistration: result } = await graph.ask(
    `mutation StartRegistration($input: StartRegistrationInput!) {
      startRegistration(input: $input) { __typename ... on RegistrationStarted { registrationId } ${REFUSAL} }
    }`,
    { input: { acceptance, phone: who.phone, email: who.email, locale: who.locale } },
  );
  return accepted('startRegistration', result).registrationId;
}

/** Sends the form with the code that came. @throws RefusedError */
export async function completeRegistration(
  graph: GraphClient,
  who: Applicant,
  started: { readonly registrationId: string; readonly code: string; readonly acceptance: string },
): Promise<SessionTokens> {
  const { pin, name: fullName, idDocument, address, password } = who;
  const { register: result } = await graph.ask(
    `mutation Register($input: RegisterInput!) { register(input: $input) { __typename ${SESSION} ${REFUSAL} } }`,
    { input: { ...started, pin, fullName, idDocument, address, password } },
  );
  return accepted('register', result);
}

/** Policy, SMS code, form: a new account. @throws RefusedError */
export async function register(graph: GraphClient, mailbox: MailboxClient, who: Applicant): Promise<SessionTokens> {
  const acceptance = await acceptPolicy(graph, who.locale);
  const since = new Date().toISOString();
  const registrationId = await startRegistration(graph, who, acceptance);
  const code = await mailbox.code(who.phone, since);
  return completeRegistration(graph, who, { registrationId, code, acceptance });
}

/** @throws RefusedError */
export async function signIn(graph: GraphClient, login: string, password: string): Promise<SessionTokens> {
  const { signIn: result } = await graph.ask(
    `mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename ${SESSION} ${REFUSAL} } }`,
    { input: { login, password } },
  );
  return accepted('signIn', result);
}

/** The next pair of tokens of a session. @throws RefusedError */
export async function refreshSession(graph: GraphClient, refreshToken: string): Promise<SessionTokens> {
  const { refreshSession: result } = await graph.ask(
    `mutation Refresh($token: String!) { refreshSession(refreshToken: $token) { __typename ${SESSION} ${REFUSAL} } }`,
    { token: refreshToken },
  );
  return accepted('refreshSession', result);
}

/** Proves the PIN at the portal; `graph` carries the citizen's token. */
export async function verifyAtPortal(graph: GraphClient, who: Pick<Applicant, 'pin' | 'name'>): Promise<PortalVisit> {
  const { startVerification } = await graph.ask(
    `mutation StartVerification { startVerification { __typename ... on VerificationStarted { url } ${REFUSAL} } }`,
  );
  const { url } = accepted('startVerification', startVerification);
  return visitPortal(url, { pin: who.pin, name: who.name });
}

/** The answer itself unless it is a refusal. @throws RefusedError */
// biome-ignore lint/suspicious/noExplicitAny: a member of whichever result union was asked for
export function accepted(step: string, result: any): any {
  if (typeof result.code === 'string') throw new RefusedError(step, result.code, result.message);
  return result;
}
