import {
  CitizenOfPin,
  ConsentGivenV1,
  ConsentWithdrawnV1,
  ContactOfCitizen,
  EditionPublishedV1,
  newId,
  outgoing,
} from '@belgi/contracts';
import { waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPerson } from './testing/citizens.js';
import { type RunningIdentity, startIdentity } from './testing/running.js';

const TEXT_SHA256 = 'c'.repeat(64);
let identity: RunningIdentity;
beforeAll(async () => {
  identity = await startIdentity();
  const texts = (['KY', 'RU', 'EN'] as const).map((locale) => ({ locale, sha256: TEXT_SHA256 }));
  const at = new Date(Date.now() - 60_000).toISOString();
  const edition = { number: 1, publishedAt: at, effectiveAt: at, material: true, texts };
  await identity.privacy.tell(outgoing(EditionPublishedV1, '1', 1, edition));
});
afterAll(() => identity[Symbol.asyncDispose]());

const START = `mutation ($input: StartRegistrationInput!) { startRegistration(input: $input) {
  ... on RegistrationStarted { registrationId } ... on RegistrationRefused { code message } } }`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  ... on Session { accessToken refreshToken citizenId } ... on RegistrationRefused { code message } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  ... on Session { accessToken restricted } ... on SignInRefused { code message } } }`;

/** Registers over HTTP; the code is asked for as notify asks for it. */
async function register() {
  const person = aPerson();
  const { phone, email, password, pin, fullName, idDocument, address } = person;
  const registrationId = await waitFor(async () => {
    const acceptance = await identity.privacy.acceptance(TEXT_SHA256);
    const input = { acceptance, phone, email, locale: 'EN' };
    const { data } = await identity.graphql(START, { input });
    // Until the edition has come round nothing is accepted.
    return data.startRegistration.registrationId && { id: data.startRegistration.registrationId, acceptance };
  });
  const question = {
    about: { registrationId: registrationId.id },
    basis: { duty: 'SECURITY' as const },
    case: newId(),
  };
  const contact = await identity.ask.notify.ask(ContactOfCitizen, question);
  if (!contact.found || contact.code === null) throw new Error('no code for the registration');
  expect(contact.phone).toBe(phone);
  const { acceptance, id } = registrationId;
  const input = { registrationId: id, code: contact.code, acceptance, pin, fullName, idDocument, address, password };
  const { data } = await identity.graphql(REGISTER, { input });
  return { person, session: data.register as { accessToken: string; refreshToken: string; citizenId: string } };
}

const consent = (citizenId: string, epoch: number, state: 'GIVEN' | 'WITHDRAWN') => ({
  ...{ citizenId, epoch, state, edition: 1, locale: 'EN' as const, textSha256: TEXT_SHA256 },
  at: new Date().toISOString(),
});

describe('the whole process', () => {
  test('is ready when its servers are', async () => {
    const ready = await fetch(`${identity.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true, checks: { database: { ok: true }, nats: { ok: true } } });
  });

  test('publishes its public keys to everyone, and nothing else', async () => {
    const { keys } = (await (await fetch(`${identity.url}/.well-known/jwks.json`)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
    for (const path of ['/graphql', '/oauth/jwks', '/portal/callback'])
      expect((await fetch(`${identity.url}${path}`, { method: path === '/graphql' ? 'POST' : 'GET' })).status).toBe(
        403,
      );
  });

  test('a withdrawal ends the sessions: the access token, too, at identity', async () => {
    const { person, session } = await register();
    const { citizenId, accessToken } = session;
    expect((await identity.graphql('{ me { id } }', {}, accessToken)).data.me.id).toBe(citizenId);
    await identity.privacy.tell(outgoing(ConsentGivenV1, citizenId, 1, consent(citizenId, 1, 'GIVEN')));
    await identity.privacy.tell(outgoing(ConsentWithdrawnV1, citizenId, 2, consent(citizenId, 2, 'WITHDRAWN')));
    const refused = await waitFor(async () => {
      const answer = await identity.graphql('{ me { id } }', {}, accessToken);
      return answer.status === 401 && answer;
    });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason: 'SESSION_ENDED' } }]);
    const input = { login: person.phone, password: person.password };
    expect((await identity.graphql(SIGN_IN, { input })).data.signIn).toMatchObject({ restricted: true });
  });

  test('answers privacy about a PIN, for verified accounts only', async () => {
    const { person } = await register();
    const question = { pin: person.pin, duty: 'OFFICIAL_REQUEST' as const, case: newId() };
    expect(await identity.ask.privacy.ask(CitizenOfPin, question)).toEqual({ citizenId: null });
  });

  test('says so when the portal cannot be reached', async () => {
    const { session } = await register();
    const mutation = 'mutation { startVerification { ... on VerificationRefused { code message } } }';
    const { data } = await identity.graphql(mutation, {}, session.accessToken);
    expect(data.startVerification).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
  });

  test.each([
    ['ky', 'Текшерүү болгон жок'],
    ['ru', 'Проверка не состоялась'],
    ['en', 'Nothing was verified'],
  ])('a stray visit to the callback gets a page in %s', async (language, title) => {
    const response = await identity.fetch('/portal/callback?code=x&state=y', {
      headers: { 'accept-language': language },
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(title);
  });
});
