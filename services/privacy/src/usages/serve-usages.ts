import { type Actor, authorize, type TokenVerifier } from '@belgi/access';
import type { Database } from '@belgi/database';
import { authenticate, requestLocale, requireDeploymentSecret, sendError } from '@belgi/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { listEditions } from '../editions/editions.store.js';
import { policy } from '../policy.js';
import { staffReadsOf } from '../staff-reads/staff-reads.store.js';
import { DEFAULT_LIMIT, findUsages } from './usage.js';

/** Rows fetched at once while all of a person's are gathered. */
const STEP = 500;
/** Above every real history; the graph pages through more. */
const MAX_USES = 10_000;
/** Bounds of the protocol's 32-bit numbers, as far as they make sense. */
const MAX_OFFSET = 1_000_000;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** `userCode` is not among them: it is a PIN, which has no place in a URL, and the token says whose usages are asked for. */
const usageQuery = z.strictObject({
  periodStart: instant.optional(),
  periodEnd: instant.optional(),
  offset: z.coerce.number().int().min(0).max(MAX_OFFSET).default(0),
  limit: z.coerce.number().int().min(1).max(DEFAULT_LIMIT).default(DEFAULT_LIMIT),
});

export interface UsageRoutes {
  readonly database: Database;
  readonly verifier: TokenVerifier;
  readonly deploymentSecrets: readonly string[];
}

/**
 * Who used the data of the citizen whose access token it is, in the shape of the Estonian data tracker (e-gov/AJ, REST
 * 2.1.0), for a national portal: `GET /v2/findUsage`, `/v2/usagePeriod`, `/v2/heartbeat`. What the person may not see yet
 * (a delayed notice) is in none of them: it comes from the list that the graph shows.
 */
export async function serveUsages(app: FastifyInstance, parts: UsageRoutes): Promise<void> {
  const { database } = parts;
  await app.register(async (scope) => {
    scope.addHook('onRequest', requireDeploymentSecret(parts.deploymentSecrets));
    scope.get('/v2/heartbeat', async (_request, reply) => answer(reply, { status: 'OK', message: 'API is ready' }));
    scope.get('/v2/usagePeriod', async (_request, reply) => {
      // Nothing of a person existed before the first edition, and no entry has been dropped since.
      const published = (await listEditions(database)).map(({ publishedAt }) => publishedAt.getTime());
      const now = (await database.now()).getTime();
      return answer(reply, { periodStart: new Date(Math.min(now, ...published)).toISOString() });
    });
    scope.get('/v2/findUsage', async (request, reply) => findUsage(request, reply, parts));
  });
}

async function findUsage(request: FastifyRequest, reply: FastifyReply, { database, verifier }: UsageRoutes) {
  const caller = await authenticate(request, reply, verifier);
  if (caller === undefined) return reply;
  const citizenId = citizenIdOf(caller.actor);
  if (citizenId === undefined) {
    await sendError(request, reply, caller.actor.kind === 'anonymous' ? 401 : 403, 'UNAUTHENTICATED');
    return reply;
  }
  const query = usageQuery.safeParse(request.query);
  if (!query.success) {
    await sendError(request, reply, 400, 'BAD_USER_INPUT', { fields: query.error.issues.map(nameOf) });
    return reply;
  }
  const [agencies, staff] = await Promise.all([
    all((below) => visibleDisclosures(database, citizenId, below, STEP)),
    all((below) => staffReadsOf(database, citizenId, below, STEP)),
  ]);
  // A look that was refused showed nothing: no use.
  const shown = staff.filter(({ refused }) => refused === null);
  return answer(reply, findUsages({ agencies, staff: shown }, query.data, requestLocale(request)));
}

/** The right to know stays with whoever withdrew or is asked anew. */
function citizenIdOf(actor: Actor): string | undefined {
  if (actor.kind !== 'citizen') return undefined;
  const own = { citizenId: actor.id };
  const may =
    authorize(policy, actor, 'disclosures.read', own).allowed &&
    authorize(policy, actor, 'staff-reads.read', own).allowed;
  return may ? actor.id : undefined;
}

/** Names of parameters only: their values may be a person's. */
const nameOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys' ? 'unknown parameter' : String(issue.path[0]);

const answer = (reply: FastifyReply, body: object) => reply.header('cache-control', 'no-store').send(body);

async function all<Row extends { readonly id: string }>(
  page: (below: string | null) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const next = await page(rows.at(-1)?.id ?? null);
    rows.push(...next);
    if (next.length < STEP || rows.length >= MAX_USES) return rows;
  }
}
