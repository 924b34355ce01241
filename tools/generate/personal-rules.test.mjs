import { describe, expect, it } from 'vitest';
import { personalFaults } from './personal-rules.mjs';

const AS_NAME = '@personal(category: "NAME", purposes: ["IDENTIFICATION"])';
/** @param {string} sdl @param {Partial<import('./personal-rules.mjs').Impersonal>} [impersonal] */
const faultsOf = (sdl, impersonal) => personalFaults({ auction: sdl }, { types: {}, fields: {}, ...impersonal });
const LOT = { types: { Lot: 'a thing on sale' } };

describe('an undeclared personal field fails the build', () => {
  it.each([
    [
      'a field of the person',
      'type Citizen @key(fields: "id") { id: ID! entries: Int }',
      'Citizen.entries is a field of Citizen',
    ],
    [
      'a field of a type nobody knows',
      'type Query { deposits: Deposit } type Deposit { id: ID! paid: Boolean }',
      'Deposit.paid is a field of Deposit',
    ],
    [
      'a member of a mutation’s union',
      'type Mutation { pay: R } union R = Order type Order { id: ID! url: String }',
      'Order.url is a field of Order',
    ],
    [
      'a thing’s way to a person',
      'type Query { lot: Lot } type Lot { mine: Entry } type Entry { id: ID! }',
      'Lot.mine leads to Entry',
    ],
    [
      'the name, word by word',
      'type Query { lot: Lot } type Lot { leadingBidderNumber: Int }',
      'Lot.leadingBidderNumber speaks of a person by its name',
    ],
    [
      'the name, in capitals',
      'type Query { lot: Lot } type Lot { clientIP: String }',
      'Lot.clientIP speaks of a person',
    ],
    [
      'two words that together name one',
      'type Query { lot: Lot } type Lot { fullName: String }',
      'Lot.fullName speaks of a person',
    ],
    [
      'the scalar',
      'scalar PhoneNumber type Query { lot: Lot } type Lot { call: PhoneNumber }',
      'Lot.call speaks of a person by its type PhoneNumber',
    ],
    [
      'a leaf at the root',
      'type Query { lot: Lot winnerOf(id: ID!): String } type Lot { id: ID! }',
      'Query.winnerOf speaks of a person',
    ],
    [
      'an extra of a refusal',
      'type Query { lot: Lot } type Lot { id: ID! } interface Refusal { code: String } type No implements Refusal { code: String phone: String }',
      'No.phone speaks of a person',
    ],
  ])('known by %s', (_by, sdl, fault) => {
    expect(faultsOf(sdl, sdl.includes('type Lot') ? LOT : {})).toEqual([expect.stringContaining(fault)]);
  });

  it('and is told how to be declared', () => {
    expect(faultsOf('type Citizen @key(fields: "id") { id: ID! entries: Int }')[0]).toMatch(
      /add @Personal\({ category, purposes }\).*clause 1\.1 b.*tools\/generate\/impersonal\.mjs/,
    );
  });
});

describe('nothing is asked of', () => {
  it.each([
    ['what is declared', `type Citizen @key(fields: "id") { id: ID! entries: Int ${AS_NAME} }`],
    [
      'keys, connections and refusals',
      `type Citizen @key(fields: "id") { id: ID! lots: LotConnection ${AS_NAME} } type LotConnection { edges: [LotEdge] pageInfo: PageInfo } type LotEdge { cursor: String node: Lot } type Lot { id: ID! } type PageInfo { hasNextPage: Boolean } interface Refusal { code: String message: String } type No implements Refusal { code: String message: String }`,
    ],
    [
      'what comes in',
      'input RegisterInput { pin: String! phone: String! } type Query { ok(input: RegisterInput): Boolean }',
    ],
    ['an agency’s name', 'type Query { lot: Lot } type Lot { name: String shipping: String pages: Int }'],
  ])('%s', (_what, sdl) => {
    expect(faultsOf(sdl, sdl.includes('lot: Lot') ? LOT : {})).toEqual([]);
  });
});

describe('the list of what is about no person', () => {
  it('takes no type that is reached only through one', () => {
    const sdl = `type Query { me: Citizen } type Citizen @key(fields: "id") { id: ID! entry: Entry ${AS_NAME} } type Entry { id: ID! state: String }`;
    expect(faultsOf(sdl, { types: { Entry: 'a row' } })).toEqual([
      'impersonal.mjs names Entry, which is reached only through a person: take it out, declare its fields',
    ]);
    const through = `type Query { lot: Lot } type Lot { id: ID! mine: Entry ${AS_NAME} } type Entry { state: String }`;
    expect(faultsOf(through, { types: { ...LOT.types, Entry: 'a row' } })).toEqual([
      expect.stringContaining('names Entry, which is reached only through a person'),
    ]);
  });

  it('keeps no name that has left the graph', () => {
    expect(faultsOf('type Query { a: Int }', { types: { Gone: '' }, fields: { 'Gone.phone': '' } })).toEqual([
      'impersonal.mjs names Gone, which is no type of the graph: take it out',
      'impersonal.mjs names Gone.phone, which is no field of the graph: take it out',
    ]);
  });
});
