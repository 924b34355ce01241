import { z } from 'zod';
import { PAGE_HEADERS } from '../page.js';
import { createStandIn, serve } from '../stand-in.js';
import { readPortalEnvironment } from './environment.js';
import { faultPage, loginPage } from './login-page.js';
import { type Person, Persons, PIN } from './persons.js';
import { createProvider } from './provider.js';

const interactionParams = z.object({ uid: z.string() });
const choice = z.object({
  person: z.string().optional(),
  pin: z.string().optional(),
  name: z.string().max(200).optional(),
});

const environment = readPortalEnvironment();
const persons = new Persons();
const provider = createProvider(environment, persons);
const app = createStandIn(environment.LOG_LEVEL);

app.get('/interaction/:uid', async (request, reply) => {
  const { uid } = interactionParams.parse(request.params);
  try {
    await provider.interactionDetails(request.raw, reply.raw);
  } catch {
    return reply.code(400).headers(PAGE_HEADERS).send(faultPage('This sign-in has ended.'));
  }
  return reply.headers(PAGE_HEADERS).send(loginPage(uid));
});

app.post('/interaction/:uid', async (request, reply) => {
  const { uid } = interactionParams.parse(request.params);
  const person = chosen(request.body);
  if (!person)
    return reply
      .code(422)
      .headers(PAGE_HEADERS)
      .send(loginPage(uid, 'No such personal number: it has 14 digits and begins with 1 or 2.'));
  try {
    // Not remembered: the next sign-in on this browser may be another person's.
    const result = { login: { accountId: person.id, remember: false } };
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), 303);
  } catch {
    return reply.code(400).headers(PAGE_HEADERS).send(faultPage('This sign-in has ended.'));
  }
});

function chosen(body: unknown): Person | undefined {
  const parsed = choice.safeParse(body);
  if (!parsed.success) return undefined;
  const { person, pin, name } = parsed.data;
  if (person !== undefined) return persons.find(person);
  const digits = pin?.trim() ?? '';
  return PIN.test(digits) && name?.trim() ? persons.typed(digits, name.trim()) : undefined;
}

/** What is not ours is the provider's; handed over before Fastify reads the body. */
const OWN = /^\/(interaction|health)\//;
const callback = provider.callback();
app.addHook('onRequest', async (request, reply) => {
  if (OWN.test(request.url)) return;
  reply.hijack();
  await callback(request.raw, reply.raw);
});

await serve(app, environment, async () => undefined);
