import { duties, type Locale, locales, purposes, staffRoles } from '@belgi/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKinds, type NoticeKind, ruleOf } from '../notices/notice-kind.js';
import { formatAmount, formatInstant } from './format.js';
import { mailText, smsText } from './mail.js';
import { kindParams, type Params, type ParamType, type Texts } from './params.js';
import { languages, renderStored, type TextPart } from './render.js';

/** Words that no template contains, so that finding one means the param was put in. */
const word = fc.stringMatching(/^[A-Z]{3}[0-9]{3}$/).map((text) => `⟦${text}⟧`);

const arbitraryOf: Record<ParamType, fc.Arbitrary<string | number | string[]>> = {
  text: word,
  money: fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String),
  instant: fc
    .date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString()),
  number: fc.integer({ min: 1, max: 9999 }),
  choice: fc.constantFrom('LOST', 'LOT_UNSOLD', 'LEFT', 'LOT_CANCELLED', 'HELD', 'NONE'),
  categories: fc.uniqueArray(fc.constantFrom(...Object.keys(languages.EN.categories)), { minLength: 1 }),
  role: fc.constantFrom(...Object.keys(languages.EN.roles)),
  purpose: fc.constantFrom(...Object.keys(languages.EN.purposes), ...Object.keys(languages.EN.duties)),
  fields: fc.uniqueArray(fc.constantFrom(...Object.keys(languages.EN.fields)), { minLength: 1 }),
};

const paramsOf = (kind: NoticeKind): fc.Arbitrary<Params> =>
  fc.record(
    Object.fromEntries(Object.entries(kindParams[kind]).map(([name, type]) => [name, arbitraryOf[type as ParamType]])),
  );

function partsOf(kind: NoticeKind): TextPart[] {
  const rule = ruleOf(kind);
  return [
    'title',
    'body',
    ...(rule.email ? (['mail'] as const) : []),
    ...(rule.sms === 'never' ? [] : (['sms'] as const)),
  ];
}

const everywhere = allKinds.flatMap((kind) => locales.map((locale): [NoticeKind, Locale] => [kind, locale]));

describe('templates', () => {
  it.each(everywhere)('%s in %s renders every part, leaving no param unrendered', (kind, locale) => {
    fc.assert(
      fc.property(paramsOf(kind), (params) => {
        for (const part of partsOf(kind)) {
          const text = renderStored(kind, locale, part, params);
          expect(text.length).toBeGreaterThan(3);
          expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object|#/);
        }
        const body = renderStored(kind, locale, 'body', params);
        for (const [name, type] of Object.entries(kindParams[kind]) as [string, ParamType][]) {
          const value = String(params[name]);
          if (type === 'text') expect(body).toContain(value);
          if (type === 'money') expect(body).toContain(formatAmount(value, locale));
          if (type === 'instant') expect(body).toContain(formatInstant(value, locale));
        }
      }),
      { numRuns: 25 },
    );
  });

  it.each(locales)('%s has an SMS text exactly for the kinds that go by SMS', (locale) => {
    for (const kind of allKinds) {
      const texts: Texts = languages[locale].texts[kind];
      expect(texts.sms !== undefined, kind).toBe(ruleOf(kind).sms !== 'never');
    }
  });

  it.each(locales)('%s names the same codes as the others', (locale) => {
    for (const table of ['categories', 'roles', 'purposes', 'duties', 'fields'] as const)
      expect(Object.keys(languages[locale][table])).toEqual(Object.keys(languages.EN[table]));
  });

  it('differs in every language: nothing was left untranslated', () => {
    for (const kind of allKinds)
      expect(new Set(locales.map((locale) => languages[locale].texts[kind].body)).size, kind).toBe(3);
  });

  it('reads a value as text, never as message syntax or markup', () => {
    const params = { plate: '01 KG 777 AAA', reason: "{plate} <b>'{x}'</b> # {n, plural}" };
    expect(renderStored('LOT_CANCELLED', 'EN', 'body', params)).toContain("{plate} <b>'{x}'</b> # {n, plural}");
    expect(mailText('LOT_CANCELLED', 'EN', params).html).toContain('{plate} &lt;b&gt;&#39;{x}&#39;&lt;/b&gt;');
  });

  /** What each language says when the deposit is, or will be, kept. */
  const kept = { KY: /кармалып кал|кармалды/, RU: /задаток удерж/i, EN: /deposit (is )?kept/i };
  it.each(locales)('%s says that a deposit is kept where one is held, and nowhere else', (locale) => {
    const params = { plate: 'p', price: '1', amountDue: '1', dueAt: '2026-11-22T13:46:00.000Z' };
    const said = (kind: 'LOT_WON' | 'DEPOSIT_FORFEITED', deposit: Params) =>
      partsOf(kind).map((part) => renderStored(kind, locale, part, { ...params, ...deposit }));
    // Stored before notices said so: all of them spoke of a deposit that is held.
    for (const deposit of [{ deposit: 'HELD' }, {}]) {
      expect(said('LOT_WON', deposit).join(' ')).toMatch(kept[locale]);
      for (const text of said('DEPOSIT_FORFEITED', deposit)) expect(text).toMatch(kept[locale]);
    }
    for (const kind of ['LOT_WON', 'DEPOSIT_FORFEITED'] as const)
      for (const text of said(kind, { deposit: 'NONE' })) expect(text).not.toMatch(kept[locale]);
  });

  it('says of a look by staff whether it was a purpose or a duty, and of one stored before that it was a purpose', () => {
    const params = { role: 'OPERATOR', caseNumber: '1', fields: ['inquiry'], at: '2026-11-22T13:46:00.000Z' };
    const body = (basis: Params) => renderStored('STAFF_READ', 'EN', 'body', { ...params, ...basis });
    expect(body({ basis: 'DUTY', purpose: 'PERSONS_OWN_RIGHTS' })).toContain('Duty: answering what you asked.');
    for (const basis of [{ basis: 'PURPOSE' }, {}])
      expect(body({ ...basis, purpose: 'COMMUNICATION' })).toContain('Purpose: communication with you.');
  });

  it('has words for every role, purpose and duty that a look may have', () => {
    const { roles, purposes: said, duties: owed } = languages.EN;
    expect(Object.keys(roles).sort()).toEqual([...staffRoles, 'OPERATIONS'].sort());
    expect(Object.keys(said).sort()).toEqual([...purposes].sort());
    expect(Object.keys(owed).sort()).toEqual([...duties].sort());
  });

  it('agrees the number of categories with its noun in Russian', () => {
    const params = (n: number) => ({
      agency: 'A',
      letterNumber: '1',
      legalBasis: 'L',
      at: '2026-11-22T13:46:00.000Z',
      categories: Object.keys(languages.RU.categories).slice(0, n),
    });
    expect(renderStored('DISCLOSURE_READ', 'RU', 'body', params(1))).toContain('передана одна категория');
    expect(renderStored('DISCLOSURE_READ', 'RU', 'body', params(3))).toContain('переданы 3 категории');
    expect(renderStored('DISCLOSURE_READ', 'RU', 'body', params(6))).toContain('передано 6 категорий');
  });
});

describe('formats', () => {
  it('writes som as each language does, tyiyn only where there are any', () => {
    const plain = (text: string) => text.replace(/\s/gu, ' ');
    expect(plain(formatAmount('1250000', 'KY'))).toBe('12 500');
    expect(plain(formatAmount('1250050', 'RU'))).toBe('12 500,50');
    expect(plain(formatAmount('1250005', 'EN'))).toBe('12,500.05');
    expect(formatAmount('9007199254740993', 'EN')).toBe('90,071,992,547,409.93');
  });

  it('shows instants in Asia/Bishkek', () => {
    expect(formatInstant('2026-11-22T20:30:00.000Z', 'EN')).toBe('23 November 2026 at 02:30');
    expect(formatInstant('2026-11-22T20:30:00.000Z', 'RU')).toContain('23 ноября 2026');
    expect(formatInstant('2026-11-22T20:30:00.000Z', 'KY')).toContain('23-ноябрь');
  });
});

describe('what processors see', () => {
  it('has no PIN or document, whatever people typed into free text', () => {
    const pin = fc.stringMatching(/^[12][0-9]{13}$/);
    fc.assert(
      fc.property(pin, fc.constantFrom(...locales), (digits, locale) => {
        const params = { plate: '01 KG 777 AAA', reason: `see ${digits}, ID1234567` };
        const mail = mailText('LOT_CANCELLED', locale, params);
        for (const text of [mail.text, mail.html, mail.subject]) {
          expect(text).not.toContain(digits);
          expect(text).not.toContain('ID1234567');
        }
      }),
    );
  });

  it('says neither letter nor legal basis of a disclosure by mail or SMS', () => {
    const params = {
      agency: 'Agency',
      letterNumber: '⟦LETTER⟧',
      legalBasis: '⟦BASIS⟧',
      at: '2026-11-22T13:46:00.000Z',
      categories: ['PHONE'],
    };
    for (const locale of locales) {
      const mail = mailText('DISCLOSURE_READ', locale, params);
      expect(`${mail.text}${mail.html}${mail.subject}${smsText('DISCLOSURE_READ', locale, params)}`).not.toContain('⟦');
    }
  });

  it('offers to unsubscribe from optional kinds only', () => {
    expect(mailText('BID_OUTBID', 'EN', { plate: 'p', price: '100' }).unsubscribe).toBe(true);
    expect(mailText('LOT_PAID', 'EN', { plate: 'p', certificate: 'c' }).unsubscribe).toBe(false);
    expect(mailText('POLICY_CHANGED', 'EN', { edition: 2, effectiveAt: '2026-11-22T13:46:00.000Z' }).unsubscribe).toBe(
      false,
    );
  });
});
