import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PAGE_HEADERS } from '../page.js';
import { createStandIn, serve } from '../stand-in.js';
import { readBankEnvironment } from './environment.js';
import { orderPage, unknownOrderPage } from './order-page.js';
import { Orders, type Report } from './orders.js';
import { Webhook } from './webhook.js';

const orderBody = z.object({
  orderId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  amount: z.string().regex(/^[1-9]\d{0,17}$/),
  returnUrl: z.url({ protocol: /^https?$/ }),
});
const orderParams = z.object({ id: z.string().max(64) });

const environment = readBankEnvironment();
const orders = new Orders(environment.DATA_FILE);
const app = createStandIn(environment.LOG_LEVEL);
const webhook = new Webhook(environment.WEBHOOK_URL, environment.WEBHOOK_SECRET, orders, (text) => app.log.warn(text));
const expected = Buffer.from(`Bearer ${environment.BANK_API_KEY}`);

function isMerchant(request: FastifyRequest): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Merchant: opens an order. The same id again is the same order; with another amount it is a conflict. */
app.post('/orders', (request, reply) => {
  if (!isMerchant(request)) return reply.code(401).send({ error: 'UNAUTHENTICATED' });
  const body = orderBody.safeParse(request.body);
  if (!body.success) return reply.code(400).send({ error: 'MALFORMED' });
  const known = orders.find(body.data.orderId);
  if (known && known.amount !== body.data.amount) return reply.code(409).send({ error: 'ORDER_EXISTS' });
  if (!known) orders.put({ ...body.data, state: 'open' });
  return reply.code(known ? 200 : 201).send({ url: `${environment.BANK_URL}/orders/${body.data.orderId}` });
});

app.get('/orders/:id', (request, reply) => {
  const order = orders.find(orderParams.parse(request.params).id);
  if (!order) return reply.code(404).headers(PAGE_HEADERS).send(unknownOrderPage());
  return reply.headers(PAGE_HEADERS).send(orderPage(order));
});

/** Payer: the button of the order page. Paying twice pays once. */
app.post('/orders/:id/pay', (request, reply) => {
  const order = orders.find(orderParams.parse(request.params).id);
  if (!order) return reply.code(404).headers(PAGE_HEADERS).send(unknownOrderPage());
  if (order.state === 'open') settle(order.orderId, 'paid');
  return seeOther(reply, order.orderId);
});

/** Merchant: gives a paid order back. Twice is once. */
app.post('/orders/:id/refund', (request, reply) => {
  if (!isMerchant(request)) return reply.code(401).send({ error: 'UNAUTHENTICATED' });
  const order = orders.find(orderParams.parse(request.params).id);
  if (!order) return reply.code(404).send({ error: 'ORDER_UNKNOWN' });
  if (order.state === 'open') return reply.code(409).send({ error: 'ORDER_NOT_PAID' });
  if (order.state === 'paid') settle(order.orderId, 'refunded');
  return reply.code(202).send({ state: 'refunded' });
});

function settle(orderId: string, kind: Report['kind']): void {
  const order = orders.find(orderId);
  if (!order) return;
  const report: Report = { eventId: randomUUID(), orderId, kind, amount: order.amount };
  orders.put({ ...order, state: kind }, report);
  void webhook.deliver(report);
}

function seeOther(reply: FastifyReply, orderId: string): FastifyReply {
  return reply.redirect(`/orders/${orderId}`, 303);
}

webhook.resume();
await serve(app, environment, async () => webhook.stop());
