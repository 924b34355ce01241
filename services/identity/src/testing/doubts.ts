import { sql } from '@belgi/database';
import { createStaff } from '../staff/create-staff.js';
import { PASSWORD, signIn } from './citizens.js';
import type { TestIdentity } from './identity.js';

const CHANGED = '{ ... on DataDoubtChanged { doubtId state } ... on DataDoubtRefused { code } }';
const MUTATIONS = {
  doubtData: `mutation ($input: DataDoubtInput!) { doubtData(input: $input) ${CHANGED} }`,
  answerDataDoubt: `mutation ($input: DataDoubtStatementInput!) { answerDataDoubt(input: $input) ${CHANGED} }`,
  decideDataDoubt: `mutation ($input: DataDoubtDecisionInput!) { decideDataDoubt(input: $input) ${CHANGED} }`,
  appealBlock: `mutation ($input: DataDoubtStatementInput!) { appealBlock(input: $input) ${CHANGED} }`,
  ruleOnBlockAppeal: `mutation ($input: BlockAppealRulingInput!) { ruleOnBlockAppeal(input: $input) ${CHANGED} }`,
} as const;

export type Answered = { doubtId: string; state: string; code?: undefined } | { code: string; doubtId?: undefined };

export interface Employee {
  readonly id: string;
  readonly token: string;
}

let employed = 0;

/** An employee who has signed in. */
export async function anEmployee(identity: TestIdentity, role: 'OPERATOR' | 'PRIVACY_OFFICER'): Promise<Employee> {
  employed += 1;
  const email = `employee${employed}@belgi.test`;
  const staff = { email, name: 'Some Body', roles: [role], password: PASSWORD };
  const created = await createStaff(identity.ports, staff);
  if ('fault' in created) throw new Error(created.fault);
  return { id: created.id, token: (await signIn(identity, email, PASSWORD)).accessToken as string };
}

/** One step of a doubt, as whoever holds the token. */
export async function step(
  identity: TestIdentity,
  name: keyof typeof MUTATIONS,
  input: object,
  token: string,
): Promise<Answered> {
  return (await identity.run<Record<string, Answered>>(MUTATIONS[name], { input }, token))[name] as Answered;
}

/** Facts about a doubt, oldest first. */
export const doubtFacts = (identity: TestIdentity, doubtId: string) =>
  identity.database.query<{ type: string; data: Record<string, unknown> }>(sql`/* test.doubtFacts */
    SELECT type, data FROM outbox WHERE aggregate_id = ${doubtId} ORDER BY position`);
