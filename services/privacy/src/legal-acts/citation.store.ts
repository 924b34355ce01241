import { sql } from '@belgi/database';
import type { Citation, Titles } from './legal-act.js';

/** An article that was cited, with what its act and itself are called in the revision that was in force. */
export interface CitedArticle extends Citation {
  readonly act: Titles;
  readonly about: Titles;
}

/** Joins the article that a request `r` cites, as `cited`; null where it cites none. */
export const citedArticle = sql`
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('code', a.code, 'revision', a.revision, 'article', p.article,
      'act', jsonb_build_object('KY', a.title_ky, 'RU', a.title_ru, 'EN', a.title_en),
      'about', jsonb_build_object('KY', p.title_ky, 'RU', p.title_ru, 'EN', p.title_en)) AS cited
    FROM legal_act_articles p JOIN legal_acts a ON a.code = p.code AND a.revision = p.revision
    WHERE p.code = r.act_code AND p.revision = r.act_revision AND p.article = r.act_article
  ) c ON true`;
