import type { Locale } from '@belgi/contracts';
import { type Queryable, readClock, sql, type Transaction } from '@belgi/database';
import type { LegalAct, LegalArticle } from './legal-act.js';

interface ActRow {
  code: string;
  revision: number;
  titles: Record<Locale, string>;
  number: string;
  adopted_on: string;
  in_force_from: string;
  in_force_until: string | null;
  registered_at: Date;
  articles: LegalArticle[];
}

/** Every revision with its articles in the order of their numbers, by code, oldest first. @param code null: of all acts */
export async function listActs(db: Queryable, code: string | null): Promise<LegalAct[]> {
  const rows = await db.query<ActRow>(sql`/* legal-acts.list */
    SELECT a.code, a.revision, jsonb_build_object('KY', a.title_ky, 'RU', a.title_ru, 'EN', a.title_en) AS titles, a.number,
      a.adopted_on::text, a.in_force_from::text, a.in_force_until::text, a.registered_at,
      jsonb_agg(jsonb_build_object('article', p.article, 'allowsNoticeDelay', p.allows_notice_delay,
        'titles', jsonb_build_object('KY', p.title_ky, 'RU', p.title_ru, 'EN', p.title_en))
        ORDER BY split_part(p.article, '-', 1)::int, p.article) AS articles
    FROM legal_acts a JOIN legal_act_articles p ON p.code = a.code AND p.revision = a.revision
    WHERE ${code}::text IS NULL OR a.code = ${code}::text
    GROUP BY a.code, a.revision ORDER BY a.code, a.revision`);
  return rows.map((row) => ({
    code: row.code,
    revision: row.revision,
    titles: row.titles,
    number: row.number,
    adoptedOn: row.adopted_on,
    inForceFrom: row.in_force_from,
    inForceUntil: row.in_force_until,
    registeredAt: row.registered_at,
    articles: row.articles,
  }));
}

/** Registering is serialised: who comes second sees the first one's revision. */
export async function lockActs(tx: Transaction): Promise<void> {
  await tx.query(sql`/* legal-acts.lock */ SELECT pg_advisory_xact_lock(hashtext('legal_acts'))`);
}

export async function insertAct(tx: Transaction, act: LegalAct, registeredBy: string): Promise<void> {
  await tx.query(sql`/* legal-acts.insert */
    INSERT INTO legal_acts (code, revision, title_ky, title_ru, title_en, number, adopted_on, in_force_from, in_force_until,
      registered_at, registered_by)
    VALUES (${act.code}, ${act.revision}, ${act.titles.KY}, ${act.titles.RU}, ${act.titles.EN}, ${act.number},
      ${act.adoptedOn}, ${act.inForceFrom}, ${act.inForceUntil}, ${act.registeredAt}, ${registeredBy})`);
  const column = (read: (article: LegalArticle) => string) => act.articles.map(read);
  await tx.query(sql`/* legal-acts.insertArticles */
    INSERT INTO legal_act_articles (code, revision, article, title_ky, title_ru, title_en, allows_notice_delay)
    SELECT ${act.code}, ${act.revision}, article, ky, ru, en, delay
    FROM unnest(${column(({ article }) => article)}::text[], ${column(({ titles }) => titles.KY)}::text[],
      ${column(({ titles }) => titles.RU)}::text[], ${column(({ titles }) => titles.EN)}::text[],
      ${act.articles.map(({ allowsNoticeDelay }) => allowsNoticeDelay)}::boolean[]) AS a (article, ky, ru, en, delay)`);
}

/** The database's clock, for which acts are in force today. */
export async function actsNow(db: Queryable): Promise<{ acts: LegalAct[]; now: Date }> {
  const acts = await listActs(db, null);
  return { acts, now: await readClock(db) };
}
