import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Order {
  readonly orderId: string;
  /** Tyiyn, as a decimal string. */
  readonly amount: string;
  readonly returnUrl: string;
  readonly state: 'open' | 'paid' | 'refunded';
}

/** A report that the merchant has not confirmed yet. */
export interface Report {
  readonly eventId: string;
  readonly orderId: string;
  readonly kind: 'paid' | 'refunded';
  readonly amount: string;
}

/** The file is read and written whole; a stand-in never comes near this. */
const MAX_ORDERS = 20_000;

/** Orders and undelivered reports, written through to one file before an answer is given. */
export class Orders {
  #orders: Map<string, Order>;
  #reports: Map<string, Report>;

  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    const saved = load(file);
    this.#orders = new Map(saved.orders.map((order) => [order.orderId, order]));
    this.#reports = new Map(saved.reports.map((report) => [report.eventId, report]));
  }

  find(orderId: string): Order | undefined {
    return this.#orders.get(orderId);
  }

  undelivered(): readonly Report[] {
    return [...this.#reports.values()];
  }

  put(order: Order, report?: Report): void {
    this.#orders.set(order.orderId, order);
    if (this.#orders.size > MAX_ORDERS) this.#orders.delete(this.#orders.keys().next().value as string);
    if (report) this.#reports.set(report.eventId, report);
    this.#save();
  }

  delivered(eventId: string): void {
    this.#reports.delete(eventId);
    this.#save();
  }

  /** Written beside and renamed: a kill in the middle leaves the old file whole. */
  #save(): void {
    const beside = `${this.file}.new`;
    writeFileSync(beside, JSON.stringify({ orders: [...this.#orders.values()], reports: this.undelivered() }));
    renameSync(beside, this.file);
  }
}

function load(file: string): { orders: Order[]; reports: Report[] } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { orders: Order[]; reports: Report[] };
  } catch {
    return { orders: [], reports: [] };
  }
}
