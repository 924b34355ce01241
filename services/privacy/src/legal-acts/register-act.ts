import type { Locale } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { type ActWording, type LegalAct, type RegisterActRefusal, refuseAct, type Titles } from './legal-act.js';
import { insertAct, listActs, lockActs } from './legal-acts.store.js';

/**
 * Registers an act, a new wording of one, or its repeal (the same first day, with an end). Nothing that stands is changed:
 * what was cited keeps the revision it cites.
 */
export function registerAct(
  database: Database,
  wish: ActWording,
  registeredBy: string,
): Promise<LegalAct | RegisterActRefusal> {
  return database.transaction(async (tx) => {
    await lockActs(tx);
    const known = await listActs(tx, wish.code);
    const refusal = refuseAct(wish, known);
    if (refusal !== undefined) return refusal;
    const act: LegalAct = {
      ...wish,
      titles: trimmed(wish.titles),
      number: wish.number.trim(),
      articles: wish.articles.map((each) => ({ ...each, titles: trimmed(each.titles) })),
      revision: known.length + 1,
      registeredAt: await tx.now(),
    };
    await insertAct(tx, act, registeredBy);
    return act;
  });
}

function trimmed(titles: Titles): Record<Locale, string> {
  return { KY: titles.KY.trim(), RU: titles.RU.trim(), EN: titles.EN.trim() };
}
