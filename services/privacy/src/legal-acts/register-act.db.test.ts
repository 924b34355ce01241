import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kept } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { articleInForce } from './article-in-force.js';
import type { ActWording } from './legal-act.js';
import { listActs } from './legal-acts.store.js';
import { registerAct } from './register-act.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const titles = { KY: ' Салык кодекси ', RU: 'Налоговый кодекс', EN: 'Tax Code' };
const act = (code: string): ActWording => ({
  ...{ code, titles, number: '3', adoptedOn: '2022-01-18', inForceFrom: '2022-01-01', inForceUntil: null },
  articles: ['112', '15', '15-1'].map((article) => ({ article, titles, allowsNoticeDelay: false })),
});
const cited = (code: string, article: string, on: string) => articleInForce(fixture.database, code, article, on);

describe('the registry', () => {
  it('comes with what the platform cites', async () => {
    const cite = { code: 'KG-2008-58', revision: 1, article: '24' };
    expect(await cited('KG-2008-58', '24', '2026-01-01')).toEqual(cite);
    expect(await cited('KG-2008-58', '24', '2008-04-17')).toBe('ACT_NOT_IN_FORCE');
    expect(await cited('KG-CONSTITUTION', '29', '2026-01-01')).toMatchObject({ revision: 1 });
  });

  it('takes a new law as a row, with its articles in order', async () => {
    const { database } = fixture;
    expect(await cited('KG-2022-3', '112', '2026-01-12')).toBe('ACT_UNKNOWN');
    const outcome = kept(await registerAct(database, act('KG-2022-3'), newId()));
    expect(outcome).toMatchObject({ revision: 1, titles: { KY: 'Салык кодекси' } });
    expect(await cited('KG-2022-3', '112', '2026-01-12')).toMatchObject({ revision: 1 });
    const [kept1] = await listActs(database, 'KG-2022-3');
    expect(kept1?.articles.map(({ article }) => article)).toEqual(['15', '15-1', '112']);
    expect(await cited('KG-2022-3', '16', '2026-01-12')).toBe('ARTICLE_UNKNOWN');
  });

  it('a repeal ends an act from a day, and what was cited before it stays true', async () => {
    const { database } = fixture;
    const wording = act('KG-2022-4');
    kept(await registerAct(database, wording, newId()));
    kept(await registerAct(database, { ...wording, inForceUntil: '2026-03-01' }, newId()));
    expect(await cited('KG-2022-4', '15', '2026-02-28')).toMatchObject({ revision: 2 });
    expect(await cited('KG-2022-4', '15', '2026-03-01')).toBe('ACT_NOT_IN_FORCE');
    expect(await registerAct(database, { ...wording, inForceFrom: '2021-01-01' }, newId())).toBe('ACT_OUT_OF_ORDER');
    expect(await listActs(database, 'KG-2022-4')).toHaveLength(2);
  });

  it('two who register the same act at once follow one another', async () => {
    const { database } = fixture;
    const both = await Promise.all([1, 2].map(() => registerAct(database, act('KG-2022-5'), newId())));
    expect(both.map((outcome) => kept(outcome).revision).toSorted()).toEqual([1, 2]);
  });
});

// The attack: a hand on the connection backdates a law, so that a refused letter seems lawful.
it.each([
  ['legal_acts_in_order', '2000-01-01', null, 2],
  ['legal_acts_revisions_follow', '2030-01-01', null, 3],
  ['legal_acts_end_after_they_begin', '2030-01-01', '2030-01-01', 2],
])('the database itself refuses what breaks %s', async (constraint, from, until, revision) => {
  const statement = sql`/* test */ INSERT INTO legal_acts (code, revision, title_ky, title_ru, title_en, number, adopted_on, in_force_from, in_force_until)
    VALUES ('KG-2008-58', ${revision}, 'x', 'x', 'x', '58', '2008-04-14', ${from}, ${until})`;
  const error = await fixture.database.query(statement).catch((caught: unknown) => caught);
  expect(violatedConstraint(error)).toBe(constraint);
});
