import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asks } from '../asks.js';
import { type ServiceName, serviceNames } from '../fact.js';
import { retentionFaults, tablesOf } from './completeness.js';
import { registerOf } from './register.js';
import { after, rowsOf, stays } from './row.js';
import { keptUntil, type RetentionRule } from './rule.js';
import { retentionRules } from './rules.js';
import { LIMITATION } from './terms.js';

const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const schemas = Object.fromEntries(
  serviceNames.map((service) => [service, read(`services/${service}/schema.sql`)]),
) as Record<ServiceName, string>;

describe('the rules of retention', () => {
  it('speak of every table that holds something of a person, once, and of nothing else', () => {
    expect(retentionFaults(schemas, retentionRules)).toEqual([]);
  });

  it('cite articles that the registry of legal acts has', () => {
    const registry = read('services/privacy/migrations/0012_legal_acts.sql');
    for (const { basis, service, table } of retentionRules)
      expect(registry, `${service}.${table}`).toContain(`('${basis.act}', 1, '${basis.article}',`);
  });

  it('have a purpose of clause 2.1 or a duty, and a term with its start unless they keep', () => {
    for (const rule of retentionRules) {
      const name = `${rule.service}.${rule.table}`;
      expect(rule.purposes.length + rule.duties.length, name).toBeGreaterThan(0);
      expect(rule.categories.length * rule.sources.length, name).toBeGreaterThan(0);
      expect(rule.starts === null, name).toBe(rule.end.act === 'KEEP');
      if (rule.enforcer !== 'SERVICE') expect(rule.term, name).not.toBeNull();
    }
  });
});

describe('the recipients that the register names', () => {
  const { arrays } = registerOf([], retentionRules).register;
  const isContact = (category: string) => category === 'PHONE' || category === 'EMAIL';

  /**
   * notify keeps no address: it asks for one when it sends. So whoever answers it hands phones and e-mails on to the providers of mail
   * and SMS: those of every array from which that service communicates.
   */
  it('have the providers of mail and SMS wherever notify is told a phone or an e-mail from', () => {
    const answering = asks.filter(({ askedBy }) => askedBy.includes('notify')).map(({ answeredBy }) => answeredBy);
    const handedOn = retentionRules.filter(
      ({ service, categories, purposes }) =>
        answering.includes(service) && categories.some(isContact) && purposes.includes('COMMUNICATION'),
    );
    expect([...new Set(handedOn.map(({ array }) => array))].sort()).toEqual(['CONSENTS', 'USERS']);
    for (const { array, service, table } of handedOn)
      expect(arrays.find(({ code }) => code === array)?.recipients, `${service}.${table}`).toContain('MESSENGERS');
  });

  it('have them for no array that holds neither a contact nor a text to send', () => {
    for (const { code, categories, recipients } of arrays)
      if (recipients.includes('MESSENGERS'))
        expect(
          categories.some((category) => isContact(category) || category === 'NOTICE'),
          code,
        ).toBe(true);
  });
});

describe('what is missing is told', () => {
  const table = 'CREATE TABLE visits (\n  id uuid NOT NULL,\n  citizen_id uuid NOT NULL,\n  name_sealed bytea\n);\n';
  const none: Record<ServiceName, string> = { identity: '', privacy: table, auction: '', notify: '' };
  const [about] = retentionRules as [RetentionRule];
  const rule = (columns: string, name = 'visits') =>
    rowsOf('privacy')(name, columns, about, after('RECORDED', LIMITATION));
  const faults = (rules: readonly RetentionRule[], impersonal = {}) => retentionFaults(none, rules, impersonal);

  it.each<[string, readonly RetentionRule[], Record<string, string>, RegExp]>([
    ['a table without a rule', [], {}, /privacy\.visits holds citizen_id, name_sealed .*retention\/privacy-rows\.ts/],
    ['two rules', [rule('citizen_id name_sealed'), rule('citizen_id name_sealed')], {}, /has 2 rules/],
    ['a column that the rule forgot', [rule('citizen_id')], {}, /does not name name_sealed/],
    ['a column that is gone', [rule('citizen_id name_sealed phone')], {}, /names phone, which is no column/],
    ['a table that is gone', [rule('citizen_id name_sealed'), rule('id', 'walks')], {}, /privacy\.walks names id/],
    [
      'an excuse that is gone',
      [rule('citizen_id name_sealed')],
      { 'privacy.visits.x': 'y' },
      /names privacy\.visits\.x/,
    ],
  ])('%s', (_case, rules, impersonal, told) => {
    expect(faults(rules, impersonal)).toEqual([expect.stringMatching(told)]);
  });

  it('and an excused column needs no rule', () => {
    const excuses = { 'privacy.visits.citizen_id': 'nobody', 'privacy.visits.name_sealed': 'of a thing' };
    expect(faults([], excuses)).toEqual([]);
  });

  it('a table is read with its columns, quoted or not, and without its constraints', () => {
    const text = 'CREATE TABLE t (\n  "group" text NOT NULL,\n  n integer,\n  CONSTRAINT t_pkey PRIMARY KEY (n)\n);';
    expect(tablesOf(text)).toEqual([{ name: 't', columns: ['group', 'n'] }]);
  });

  it.each<[string, RetentionRule]>([
    ['3 years after it was recorded', rule('citizen_id')],
    [
      'kept: a published document; who published it answers for it',
      rowsOf('privacy')('visits', 'id', about, stays('PUBLISHED_DOCUMENT')),
    ],
  ])('%s', (text, one) => {
    expect(keptUntil(one)).toBe(text);
  });
});
