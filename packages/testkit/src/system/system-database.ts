import pg from 'pg';

/** Connections of a test that looks behind the scenes. */
const MAX_CONNECTIONS = 3;

/** A look into a service's database, as superuser: for what no client can see. */
export class SystemDatabase {
  #pool: pg.Pool | undefined;

  constructor(private readonly url: string | undefined) {}

  async query<Row extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    if (this.url === undefined) throw new Error('This service is not part of the system, or its database is not ours');
    if (!this.#pool) {
      this.#pool = new pg.Pool({ connectionString: this.url, max: MAX_CONNECTIONS });
      this.#pool.on('error', () => undefined); // dropped under us at the end
    }
    return (await this.#pool.query<Row>(text, values)).rows;
  }

  async one<Row extends object = Record<string, unknown>>(
    text: string,
    values: unknown[] = [],
  ): Promise<Row | undefined> {
    return (await this.query<Row>(text, values))[0];
  }

  /** Runs a statement in a transaction that stays open until it is disposed of, such as one that takes a lock. */
  async holds(text: string): Promise<AsyncDisposable> {
    if (this.url === undefined) throw new Error('This service is not part of the system, or its database is not ours');
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query(text);
    return { [Symbol.asyncDispose]: () => client.end() };
  }

  async close(): Promise<void> {
    await this.#pool?.end();
    this.#pool = undefined;
  }
}
