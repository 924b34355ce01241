import { type ServiceName, serviceNames } from '@belgi/contracts';
import { type Queryable, withConnection } from '@belgi/database';
import type { OpsEnvironment } from './environment.js';

/** Longest wait for a database, in ms: a person sits in front of it. */
const CONNECT_TIMEOUT_MS = 5_000;

/** The command line is wrong; the message says how it is right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: Readonly<Partial<Record<'since' | 'subject' | 'id' | 'consumer' | 'keys' | 'language', string>>> & {
    readonly all: boolean;
    readonly resolved: boolean;
    readonly dryRun: boolean;
  };
  readonly environment: OpsEnvironment;
}

/** What a command found or did: told to people as a table, to programs as JSON. */
export interface Report {
  /** One line per row, the same keys in each. */
  readonly rows?: readonly Readonly<Record<string, string | number | null>>[];
  /** A sentence below the table. */
  readonly summary?: string;
  /** Something is wrong that a script must notice: exit code 1. */
  readonly isBad?: boolean;
}

export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly example: string;
  run(invocation: Invocation): Promise<Report>;
}

export function serviceOf(name: string | undefined): ServiceName {
  const service = serviceNames.find((one) => one === name);
  if (!service) throw new UsageError(`name a service: ${serviceNames.join(', ')}`);
  return service;
}

/** The named service, or all that have a database here. */
export function servicesOf(name: string | undefined, { databaseUrls }: OpsEnvironment): ServiceName[] {
  if (name !== undefined) return [serviceOf(name)];
  const known = serviceNames.filter((service) => databaseUrls[service] !== undefined);
  if (known.length === 0)
    throw new UsageError('no database known: set DATABASE_URL_<SERVICE>, or start the local system');
  return known;
}

export function databaseUrlOf({ databaseUrls }: OpsEnvironment, service: ServiceName): string {
  const url = databaseUrls[service];
  if (url) return url;
  throw new UsageError(
    `database of ${service} unknown: set DATABASE_URL_${service.toUpperCase()}, or start the local system`,
  );
}

/** Runs `work` on the service's database; a server that does not answer fails within seconds. */
export async function onDatabase<T>(
  { databaseUrls }: OpsEnvironment,
  service: ServiceName,
  work: (db: Queryable, url: string) => Promise<T>,
): Promise<T> {
  const url = databaseUrlOf({ databaseUrls }, service);
  return withConnection(url, (db) => work(db, url), AbortSignal.timeout(CONNECT_TIMEOUT_MS));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function idOf(text: string | undefined): string | undefined {
  if (text !== undefined && !UUID.test(text)) throw new UsageError('--id must be a UUID');
  return text;
}

const AGE = /^(\d{1,4})([mhd])$/;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90m`, `2h`, `3d` ago, or an ISO 8601 instant. */
export function instantOf(text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = AGE.exec(text) ?? [];
  const at =
    count && unit ? new Date(now.getTime() - Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]) : new Date(text);
  if (Number.isNaN(at.getTime())) throw new UsageError('--since must be like 90m, 2h, 3d or 2025-01-31T08:00:00Z');
  return at;
}
