import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Applicant,
  RefusedError,
  register,
  type SessionTokens,
  signIn,
  verifyAtPortal,
} from '../clients/citizen-walk.js';
import { GraphClient, GraphError } from '../clients/graph-client.js';
import { MailboxClient } from '../clients/mailbox-client.js';
import { runCommand } from '../system/program.js';
import { writePrivately } from '../system/secrets.js';
import type { LocalSystem } from '../system/start-local.js';
import { DEMO_AGENCY, demoCitizens } from './accounts.js';

/** What was made at the first start: `demo.json` in the data folder. */
export interface Demo {
  readonly citizenIds: readonly string[];
  readonly agency: { readonly clientId: string; readonly keyFile: string };
}

/** The first edition travels from privacy to the others as a fact. */
const EDITION_DEADLINE_MS = 30_000;
const EDITION_POLL_MS = 200;

/**
 * People, an agency and lots to begin with. Goes through the gateway like any client: policy, code from the
 * mailbox, form, portal. Made once per data folder; lots are topped up at every start, so that there is always
 * one that closes in a few minutes.
 */
export async function ensureDemo(system: LocalSystem, step: (text: string) => void): Promise<Demo> {
  const file = demoFile(system.settings.home);
  const known = hasDemo(system.settings.home) ? (JSON.parse(readFileSync(file, 'utf8')) as Demo) : undefined;
  if (!known) step('demo data: three citizens register, an agency gets its key');
  const demo = known ?? (await makeDemo(system));
  if (!known) writePrivately(file, demo);
  step('demo data: lots');
  await runCommand('auction', ['seed', '--citizens', demo.citizenIds.join(',')], system.settings);
  return demo;
}

export function hasDemo(home: string): boolean {
  return existsSync(demoFile(home));
}

function demoFile(home: string): string {
  return join(home, 'demo.json');
}

async function makeDemo(system: LocalSystem): Promise<Demo> {
  const graph = new GraphClient(system.urls.gateway);
  const mailbox = new MailboxClient(system.urls.mailbox);
  const [agency, ...citizenIds] = await Promise.all([
    ensureAgency(system),
    ...demoCitizens.map((who) => ensureCitizen(graph, mailbox, who)),
  ]);
  return { citizenIds, agency };
}

/** A first start that was cut short, or a new data folder on databases that live elsewhere: what is there is kept. */
async function ensureCitizen(graph: GraphClient, mailbox: MailboxClient, who: Applicant): Promise<string> {
  const client = graph.speaking(who.locale);
  const session =
    (await signInIfKnown(client, who)) ?? (await onceEditionIsKnown(() => register(client, mailbox, who)));
  const signedIn = client.withToken(session.accessToken);
  const { me } = await signedIn.ask('query Me { me { pinVerified } }');
  if (me?.pinVerified !== true) {
    const visit = await verifyAtPortal(signedIn, who);
    if (visit.status >= 400) throw new Error(`The portal's answer was not taken: ${visit.status}`);
  }
  return session.citizenId;
}

async function signInIfKnown(client: GraphClient, who: Applicant): Promise<SessionTokens | undefined> {
  try {
    return await signIn(client, who.phone, who.password);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

/** t0 privacy publishes edition 1; t1 we ask; t2 the fact reaches identity. Between t0 and t2 nobody can agree yet. */
async function onceEditionIsKnown<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + EDITION_DEADLINE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const early = error instanceof GraphError || (error instanceof RefusedError && EARLY.has(error.code));
      if (!early || Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, EDITION_POLL_MS));
  }
}
const EARLY = new Set(['POLICY_NOT_ACCEPTED', 'EDITION_NOT_OPEN']);

/** Made once; of one that is there already (a first start cut short) the lost key is replaced. */
async function ensureAgency({ settings }: LocalSystem): Promise<Demo['agency']> {
  const keyFile = join(settings.home, 'agency.jwk.json');
  rmSync(keyFile, { force: true }); // of a first start that was cut short
  const { name, xRoadMember } = DEMO_AGENCY;
  const known = linesOf(await runCommand('identity', ['agency', 'list'], settings)).find((one) => one['name'] === name);
  const args = known
    ? ['keys', 'rotate', '--agency', String(known['id']), '--generate', keyFile]
    : ['agency', 'create', '--name', name, '--x-road-member', xRoadMember, '--generate', keyFile];
  const [made] = linesOf(await runCommand('identity', args, settings)).slice(-1);
  return { clientId: String(made?.['id']), keyFile };
}

/** What a command said: one JSON object per line. */
function linesOf(output: string): Record<string, unknown>[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
