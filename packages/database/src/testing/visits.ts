import { newId } from '@belgi/contracts';
import { createLogger } from '@belgi/runtime';
import { type Database, type FinishedRun, openDatabase, type RetainOptions, type Sql, sql } from '../index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
export const RULE = 'test.visits';

/** For tests: a service that keeps visits of persons for a year and lets nobody delete one. */
export interface Visits extends AsyncDisposable {
  readonly database: Database;
  /** Another replica's pool. */
  readonly open: () => Promise<Database>;
  /** Runs that were finished, in order. */
  readonly runs: FinishedRun[];
  readonly options: RetainOptions;
  /** Visits of a person, a year and a day ago. */
  visit(citizenId: string, count?: number): Promise<void>;
  left(): Promise<number>;
}

const schema: readonly Sql[] = [
  sql`/* test */ CREATE TABLE visits (id uuid PRIMARY KEY, citizen_id uuid NOT NULL, at timestamptz NOT NULL)`,
  sql`/* test */ INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES ('test.visits', '2020-01-01', 1, 'YEARS')`,
  sql`/* test */ CREATE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
    SELECT 'test.visits', id, at, ARRAY[citizen_id], NULL::uuid, NULL::uuid FROM visits`,
  sql`/* test */ CREATE FUNCTION visits_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND retention_permitted('test.visits', OLD.id) THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'a visit stays' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'visits_stay';
    END $$`,
  sql`/* test */ CREATE TRIGGER visits_stay BEFORE UPDATE OR DELETE ON visits FOR EACH ROW EXECUTE FUNCTION visits_stay()`,
];

export const deleteVisits = (ids: readonly string[]): Sql =>
  sql`/* test */ DELETE FROM visits WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`;

/** @param url of a database with this package's migrations and nothing else */
export async function openVisits(url: string): Promise<Visits> {
  const stack = new AsyncDisposableStack();
  const open = async () => {
    const options = { url, applicationName: 'test', poolSize: 3, logger, production: false };
    const database = await openDatabase(options);
    stack.defer(() => database.close());
    return database;
  };
  const database = await open();
  for (const statement of schema) await database.query(statement);
  const runs: FinishedRun[] = [];
  return {
    database,
    open,
    runs,
    options: {
      acts: [{ rule: RULE, steps: [{ rule: RULE, erase: deleteVisits }] }],
      finished: async (tx, run) => tx.afterCommit(() => void runs.push(run)),
    },
    visit: async (citizenId, count = 1) => {
      const ids = Array.from({ length: count }, () => newId());
      await database.query(sql`/* test */ INSERT INTO visits (id, citizen_id, at)
        SELECT id, ${citizenId}, app_now() - interval '1 year 1 day' FROM unnest(${ids}::uuid[]) AS id`);
    },
    left: async () =>
      (await database.one<{ n: number }>(sql`/* test */ SELECT count(*)::int AS n FROM visits`))?.n ?? -1,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
