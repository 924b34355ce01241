import { withClient } from '@belgi/local';

export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

export interface TestClock {
  /** Moves `app_now()` forward in all databases of this clock; time goes on from there. */
  advance(by: Duration): Promise<void>;
  /** How far it was moved so far, in milliseconds. */
  readonly offsetMs: number;
}

/** A clock over `app_now()`: the one source of time of the system, so that nothing else needs to be faked. */
export function createClock(adminUrls: () => readonly string[]): TestClock {
  let offsetMs = 0;
  return {
    get offsetMs() {
      return offsetMs;
    },
    async advance(by) {
      offsetMs += millisecondsOf(by);
      await Promise.all(adminUrls().map((url) => shift(url, offsetMs)));
    },
  };
}

export function millisecondsOf({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Duration): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
}

/** Same signature and volatility as the function of the database package's first migration; the owner stays. */
async function shift(url: string, offsetMs: number): Promise<void> {
  const interval = `${Math.trunc(offsetMs)} milliseconds`;
  await withClient(url, (client) =>
    client.query(`/* clock.shift */ CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE
      AS $$ SELECT clock_timestamp() + interval ${client.escapeLiteral(interval)} $$`),
  );
}
