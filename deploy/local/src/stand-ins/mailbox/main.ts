import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { PAGE_HEADERS } from '../page.js';
import { createStandIn, serve } from '../stand-in.js';
import { readMailboxEnvironment } from './environment.js';
import { mailboxPage } from './mailbox-page.js';
import { Messages } from './message.js';
import { createSmtpServer } from './smtp.js';

const smsBody = z.object({ to: z.string().min(1).max(64), text: z.string(), id: z.string().max(128).optional() });
const search = z.object({ to: z.string().max(320).default('') });

const environment = readMailboxEnvironment();
const messages = new Messages();
const app = createStandIn(environment.LOG_LEVEL);
const expected = Buffer.from(`Bearer ${environment.SMS_HOOK_SECRET}`);

app.post('/sms', (request, reply) => {
  const given = Buffer.from(request.headers.authorization ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return reply.code(401).send({ error: 'UNAUTHENTICATED' });
  const body = smsBody.safeParse(request.body);
  if (!body.success) return reply.code(400).send({ error: 'MALFORMED' });
  const { to, text, id } = body.data;
  messages.add({ to, channel: 'sms', subject: null, text, at: new Date().toISOString() }, id);
  return reply.code(202).send({ accepted: true });
});
app.get('/messages', (request) => messages.list(search.parse(request.query).to));
app.get('/', (request, reply) => {
  const { to } = search.parse(request.query);
  return reply.headers(PAGE_HEADERS).send(mailboxPage(messages.list(to), to));
});

const smtp = createSmtpServer(messages);
smtp.on('error', (error) => app.log.warn({ err: error }, 'smtp'));
await new Promise<void>((resolve) => smtp.listen(environment.SMTP_PORT, environment.HOST, resolve));
await serve(app, environment, () => new Promise((resolve) => smtp.close(() => resolve())));
