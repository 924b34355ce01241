import { html, page } from '../page.js';
import type { Order } from './orders.js';

/** "1250000" → "12 500.00 som" with thin, non-breaking gaps. */
export function som(tyiyn: string): string {
  const padded = tyiyn.padStart(3, '0');
  const whole = padded.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return `${whole}.${padded.slice(-2)} som`;
}

export function orderPage(order: Order): string {
  return page({
    title: order.state === 'open' ? 'Pay an order' : 'Order',
    house: 'Bank',
    colour: '#0b5345',
    body: html`<h1>${TITLES[order.state]}</h1>
<section class="card" aria-label="Order">
<p class="amount">${som(order.amount)}</p>
<dl><dt>Order</dt><dd>${order.orderId}</dd><dt>State</dt><dd class="${order.state === 'open' ? '' : 'good'}">${STATES[order.state]}</dd></dl>
${order.state === 'open' ? html`<form method="post" action="/orders/${encodeURIComponent(order.orderId)}/pay"><button type="submit">Pay ${som(order.amount)}</button></form>` : ''}
<p><a href="${order.returnUrl}">Back to the auction</a></p>
</section>`,
  });
}

export function unknownOrderPage(): string {
  return page({
    title: 'Unknown order',
    house: 'Bank',
    colour: '#0b5345',
    body: html`<h1>This bank knows no such order</h1><p>Ask the auction for a new one.</p>`,
  });
}

const TITLES = { open: 'Pay this order', paid: 'Paid. Thank you', refunded: 'Refunded' } as const;
const STATES = { open: 'Waiting for payment', paid: 'Paid', refunded: 'Refunded' } as const;
