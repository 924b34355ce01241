import type { OutboxRow } from '@belgi/database';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, headersOf, rawEventOf } from './cloud-event.js';

const rows: fc.Arbitrary<OutboxRow> = fc.record({
  position: fc.bigInt({ min: 1n }),
  id: fc.uuid(),
  type: fc.constant('auction.lot.opened.v1'),
  subject: fc.constant('auction.lot.x.opened.v1'),
  aggregate: fc.constant('auction.lot.x'),
  aggregateId: fc.uuid(),
  aggregateVersion: fc.nat(),
  data: fc.jsonValue(),
  trace: fc.option(fc.constant(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`)),
  createdAt: fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
  attempts: fc.constant(0),
});
const sent = (row: OutboxRow) =>
  rawEventOf({ subject: row.subject, headers: headersOf(row), string: () => JSON.stringify(row.data) });

describe('a CloudEvent', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(eventOf(sent(row))).toEqual({
          id: row.id,
          type: row.type,
          subject: row.subject,
          aggregateId: row.aggregateId,
          version: row.aggregateVersion,
          time: row.createdAt,
          data: JSON.parse(JSON.stringify(row.data)),
          trace: row.trace ?? undefined,
        });
      }),
    );
  });

  it('with a header missing is refused before any handler sees it', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('ce-time', 'ce-aggregateversion', 'ce-subject'), (row, missing) => {
        const raw = sent(row);
        const headers = Object.fromEntries(Object.entries(raw.headers).filter(([name]) => name !== missing));
        expect(() => eventOf({ ...raw, headers })).toThrow(/missing or malformed/);
      }),
    );
  });
});
