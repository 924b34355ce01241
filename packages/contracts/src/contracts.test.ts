import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allFacts, asks, ContactOfCitizen, consumers, newId, outgoing, streams } from './index.js';

const samples = new URL('../samples/', import.meta.url);
const sampleOf = (type: string): unknown => JSON.parse(readFileSync(new URL(`${type}.json`, samples), 'utf8'));

/** Names that an attribute of a person would travel under (ARCHITECTURE: "No attribute of a person in a payload, ever"). */
const ATTRIBUTE = /pin$|phone|email|fullName|address|idDocument|birth|password|officer$/i;

/** Fields that came after a fact's first release, optional for ever: facts from before wait in streams and outboxes. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  'auction.entry.created.v1': ['deposit'],
  'auction.entry.deposit-returned.v1': ['deposit'],
  'auction.entry.entered.v1': ['deposit'],
  'auction.entry.forfeited.v1': ['depositHeld', 'deposit'],
  'auction.entry.led.v1': ['deposit'],
  'auction.entry.outbid.v1': ['deposit'],
  'auction.entry.paid.v1': ['deposit'],
  'auction.entry.released.v1': ['deposit'],
  'auction.entry.snapshot.v1': ['deposit'],
  'auction.entry.won.v1': ['depositHeld', 'deposit', 'secondOffer'],
  'auction.entry.kept-second.v1': ['deposit'],
  'auction.entry.payment-due.v1': ['deposit'],
  'auction.entry.payment-returned.v1': ['deposit'],
  'auction.entry.reservation-ended.v1': ['deposit'],
  'auction.entry.reserved.v1': ['deposit'],
  'identity.account.registered.v1': ['optsOut'],
  'privacy.rights-request.answered.v1': ['about'],
  'privacy.rights-request.opened.v1': ['about'],
};

describe('every fact', () => {
  it.each(allFacts().map((fact) => [fact.type, fact] as const))(
    '%s accepts its golden sample and nothing beside it',
    (type, fact) => {
      const sample = sampleOf(type) as Record<string, unknown>;
      expect(fact.parse(sample)).toEqual(sample);
      expect(() => fact.parse({ ...sample, unheardOf: 1 })).toThrow();
      for (const name of Object.keys(sample)) {
        const { [name]: _, ...without } = sample;
        if (ADDED[type]?.includes(name)) expect(fact.parse(without)).toEqual(without);
        else expect(() => fact.parse(without), `${type} without ${name}`).toThrow();
      }
    },
  );

  it.each(allFacts().map((fact) => fact.type))('%s carries no attribute of a person', (type) => {
    expect(
      JSON.stringify(sampleOf(type))
        .match(/"([A-Za-z0-9]+)":/g)
        ?.filter((name) => ATTRIBUTE.test(name.slice(1, -2))),
    ).toEqual([]);
  });

  it('has a sample, and every sample a fact', () => {
    expect(readdirSync(samples).sort()).toEqual(
      allFacts()
        .map((fact) => `${fact.type}.json`)
        .sort(),
    );
  });

  it('refuses an id that is no subject token, so that no subject can be smuggled in', () => {
    const [fact] = allFacts();
    for (const id of ['', 'a.b', '*', '>', 'a b']) expect(() => fact?.subject(id)).toThrow(TypeError);
  });

  it('is validated on its way into the outbox', () => {
    const [fact] = allFacts();
    if (!fact) throw new Error('no facts');
    expect(() => outgoing(fact, newId(), 1, {})).toThrow();
    const sample = sampleOf(fact.type);
    expect(outgoing(fact, 'abc', 7, sample)).toMatchObject({
      type: fact.type,
      aggregateVersion: 7,
      aggregate: `${fact.service}.${fact.noun}.abc`,
    });
  });
});

describe('the tables', () => {
  it('names every consumer once and lets it listen to declared nouns only', () => {
    expect(new Set(consumers.map((consumer) => consumer.name)).size).toBe(consumers.length);
    const nouns = new Set(allFacts().map((fact) => `${fact.service}.${fact.noun}.>`));
    for (const consumer of consumers) expect(nouns, consumer.name).toContain(consumer.filter);
  });

  it('keeps questions out of every stream: a stream would answer them itself', () => {
    for (const ask of asks)
      for (const stream of streams)
        for (const subject of stream.subjects) expect(ask.subject.startsWith(subject.slice(0, -1))).toBe(false);
  });

  it('asks for a contact with a purpose or a duty, never with both or neither', () => {
    const about = { citizenId: newId() };
    expect(ContactOfCitizen.request.safeParse({ about, basis: { purpose: 'COMMUNICATION' }, case: 'n' }).success).toBe(
      true,
    );
    expect(ContactOfCitizen.request.safeParse({ about, basis: {}, case: 'n' }).success).toBe(false);
    expect(
      ContactOfCitizen.request.safeParse({ about, basis: { purpose: 'COMMUNICATION', duty: 'SECURITY' }, case: 'n' })
        .success,
    ).toBe(false);
  });
});
