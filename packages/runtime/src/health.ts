/** What one check found. */
export interface CheckResult {
  readonly ok: boolean;
  /** Why not, in words for ops; never a secret or personal data. */
  readonly detail?: string;
  /** Reported only: readiness does not wait for it. */
  readonly optional?: true;
}

export interface HealthReport {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/** A check passes by returning and fails by throwing; what it waits for stands in the message. */
export type Check = () => Promise<void> | void;

export interface Health {
  addCheck(name: string, check: Check): void;
  /** A check that ops see and readiness ignores: what the process serves without (a gateway with one service down). */
  addOptionalCheck(name: string, check: Check): void;
  /** Whether the process wants traffic: false while starting and from the first moment of stopping. */
  setServing(serving: boolean): void;
  report(): Promise<HealthReport>;
}

/** A check that does not answer in this time has failed. */
const CHECK_TIMEOUT_MS = 2_000;

async function run(check: Check): Promise<{ ok: boolean; detail?: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), late]);
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'failed' };
  } finally {
    clearTimeout(timer);
  }
}

export function createHealth(): Health {
  const checks = new Map<string, { check: Check; optional: boolean }>();
  let serving = false;
  return {
    addCheck: (name, check) => void checks.set(name, { check, optional: false }),
    addOptionalCheck: (name, check) => void checks.set(name, { check, optional: true }),
    setServing: (value) => {
      serving = value;
    },
    report: async () => {
      const results = await Promise.all(
        [...checks].map(async ([name, { check, optional }]): Promise<[string, CheckResult]> => {
          const result = await run(check);
          return [name, optional ? { ...result, optional } : result];
        }),
      );
      return {
        ready: serving && results.every(([, result]) => result.ok || result.optional === true),
        checks: {
          process: serving ? { ok: true } : { ok: false, detail: 'starting or stopping' },
          ...Object.fromEntries(results),
        },
      };
    },
  };
}
