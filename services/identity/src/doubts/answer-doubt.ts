import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { type AnswerRefusal, type AppealRefusal, type Doubt, judgeAnswer, judgeAppeal } from './doubt.js';
import { saveAppeal, saveStatement } from './doubt.store.js';
import { holdDoubt } from './hold-doubt.js';
import { parseWords, sealWords } from './words.js';

/** The person says why the doubted values are true (user agreement 4.3). Correcting them is the other answer: correct-my-data.ts. */
export function answerDoubt(
  { database, vault }: Ports,
  answer: { doubtId: string; statement: string },
  citizenId: string,
): Promise<Doubt | Refused<AnswerRefusal>> {
  const statement = parseWords(answer.statement);
  return database.transaction(async (tx) => {
    const held = await holdDoubt(tx, answer.doubtId);
    const own = held?.doubt.accountId === citizenId ? held : undefined;
    const now = await tx.now();
    const refused = judgeAnswer(statement !== undefined, own?.doubt, now);
    if (refused !== undefined) return refuse(refused);
    if (own === undefined || statement === undefined) throw new Error('judged without a doubt or words');
    const { doubt, person } = own;
    await saveStatement(tx, doubt.id, sealWords(vault, person.account, doubt.id, 'statementSealed', statement), now);
    return { ...doubt, answer: 'STATEMENT', answeredAt: now };
  });
}

/** The person appeals against the block, once (user agreement 4.6). */
export function appealBlock(
  { database, vault }: Ports,
  appeal: { doubtId: string; statement: string },
  citizenId: string,
): Promise<Doubt | Refused<AppealRefusal>> {
  const statement = parseWords(appeal.statement);
  return database.transaction(async (tx) => {
    const held = await holdDoubt(tx, appeal.doubtId);
    const own = held?.doubt.accountId === citizenId ? held : undefined;
    const now = await tx.now();
    const refused = judgeAppeal(statement !== undefined, own?.doubt, now);
    if (refused !== undefined) return refuse(refused);
    if (own === undefined || statement === undefined) throw new Error('judged without a doubt or words');
    const { doubt, person } = own;
    await saveAppeal(tx, doubt.id, sealWords(vault, person.account, doubt.id, 'appealSealed', statement), now);
    return { ...doubt, appealedAt: now };
  });
}
