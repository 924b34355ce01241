import { newId } from '@belgi/contracts';
import { isCaseNumber } from '../accounts/access.js';
import { isAttributeName } from '../people/attribute.js';
import { attributesOf } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { doubtMarked } from './doubt.events.js';
import { ANSWER_WORKING_DAYS, type Doubt, judgeMarking, type MarkingRefusal } from './doubt.js';
import { insertDoubt, namesInDoubt } from './doubt.store.js';
import { dueIn } from './due-in.js';
import { holdPerson } from './hold-doubt.js';
import { parseWords, sealWords } from './words.js';

/**
 * An operator has reason to believe that values of a person are false (user agreement 4.2). They show as DISPUTED until it is decided;
 * the person is told what, why, and until when they may answer. What is worth what underneath does not change.
 */
export async function markValues(
  ports: Ports,
  marking: { citizenId: string; names: readonly string[]; caseNumber: string; reason: string },
  operatorId: string,
): Promise<Doubt | Refused<MarkingRefusal>> {
  const { database, vault } = ports;
  const reason = parseWords(marking.reason);
  const names = [...new Set(marking.names)].filter(isAttributeName);
  return database.transaction(async (tx) => {
    const person = await holdPerson(tx, marking.citizenId);
    const held = person && (await attributesOf(tx, vault, [person.account.id])).get(person.account.id);
    const refused = judgeMarking({
      isCaseNumber: isCaseNumber(marking.caseNumber),
      hasReason: reason !== undefined,
      names: marking.names,
      isPerson: person !== undefined,
      keptOnly: person?.keptOnly === true,
      held: held?.map(({ name }) => name) ?? [],
      doubted: person === undefined ? [] : await namesInDoubt(tx, person.account.id),
    });
    if (refused !== undefined) return refuse(refused);
    if (person === undefined || reason === undefined) throw new Error('judged without a person or a reason');
    const [id, markedAt] = [newId(), await tx.now()];
    const doubt: Doubt = {
      ...{ id, accountId: person.account.id, names, caseNumber: marking.caseNumber, markedBy: operatorId, markedAt },
      answerDueAt: await dueIn(tx, ANSWER_WORKING_DAYS, markedAt),
      ...{ answer: null, answeredAt: null, outcome: null, decidedBy: null, decidedAt: null, appealDueAt: null },
      ...{ appealedAt: null, appealOutcome: null, ruledBy: null, ruledAt: null },
    };
    await insertDoubt(tx, { ...doubt, reasonSealed: sealWords(vault, person.account, id, 'reasonSealed', reason) });
    await tx.publish(doubtMarked(doubt));
    return doubt;
  });
}
