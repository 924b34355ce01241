import { FEDERATION_HEADER } from '@belgi/subgraph';
import { describe, expect, it } from 'vitest';
import { graphFaults } from './graph-rules.mjs';
import { compose } from './supergraph.mjs';

/** @param {Partial<Record<'identity' | 'privacy' | 'auction' | 'notify', string>>} parts */
const schemas = (parts) => ({
  identity: `${FEDERATION_HEADER}type Query { a: Int }\n${parts.identity ?? ''}`,
  privacy: `${FEDERATION_HEADER}type Query { b: Int }\n${parts.privacy ?? ''}`,
  auction: `${FEDERATION_HEADER}type Query { c: Int }\n${parts.auction ?? ''}`,
  notify: `${FEDERATION_HEADER}type Query { d: Int }\n${parts.notify ?? ''}`,
});
const NOTHING = { types: {}, fields: {} };
const CITIZEN = 'type Citizen @key(fields: "id") { id: ID! }';
const personal = (/** @type {string} */ field) => `${field} @personal(category: "NAME", purposes: ["IDENTIFICATION"])`;

/** A composition takes a second on a busy machine. */
describe('the rules of the graph', { timeout: 30_000 }, () => {
  it('are kept by a graph that declares what is personal', () => {
    const parts = {
      identity: `type Citizen @key(fields: "id") { id: ID! ${personal('fullName: String!')} }`,
      auction: `type Citizen @key(fields: "id") { id: ID! ${personal('entries: Int')} }`,
    };
    expect(compose(schemas(parts), NOTHING).faults).toEqual([]);
  });

  it.each([
    [
      { auction: 'type Buyer { contact: String @personal(category: "SHOE_SIZE", purposes: []) }' },
      'unknown category SHOE_SIZE',
    ],
    [
      { auction: 'type Buyer { contact: String @personal(category: "PHONE", purposes: ["MARKETING"]) }' },
      "none of the policy's four",
    ],
    [
      { identity: CITIZEN, auction: `type Citizen @key(fields: "id") { id: ID! ${personal('entries: Int!')} }` },
      'make it nullable',
    ],
    [{ auction: 'type Thing @key(fields: "id") { id: ID! }' }, 'name the owner of entity Thing'],
    [{ auction: 'type Session { id: ID! }' }, 'Session belongs to identity'],
    [{ auction: 'union R = A | B type A { lot: Int! } type B { lot: Int }' }, 'give both the same nullability'],
    [
      {
        auction: 'type Lot @key(fields: "id") { id: ID! x(a: Int): Int @external y: Int @requires(fields: "x(a: 1)") }',
      },
      '@requires with arguments',
    ],
  ])('%o: %s', (parts, fault) => {
    expect(graphFaults(schemas(parts), undefined, NOTHING)).toEqual(
      expect.arrayContaining([expect.stringContaining(fault)]),
    );
  });

  it('fail a composition with hints, and one that loses a declaration', () => {
    const hinted = compose(schemas({ auction: 'enum Unused { A }' }), NOTHING);
    expect(hinted.faults).toEqual([expect.stringContaining('composition hint UNUSED_ENUM_TYPE')]);
    const declared = schemas({
      identity: `type Citizen @key(fields: "id") { id: ID! ${personal('fullName: String')} }`,
    });
    const forgotten = { ...declared, notify: 'type Query { d: Int }' };
    expect(graphFaults(forgotten, undefined, NOTHING)).toEqual(
      expect.arrayContaining([expect.stringContaining('must begin with FEDERATION_HEADER')]),
    );
    expect(graphFaults(declared, 'type Citizen { id: ID! fullName: String }', NOTHING)).toEqual([
      expect.stringContaining('@personal on Citizen.fullName is lost'),
    ]);
  });
});
