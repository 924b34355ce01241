import { ANONYMOUS } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { answerInquiry, recordTold } from './answer-inquiry.js';
import { askAboutPolicy, type InquiryParts } from './ask-about-policy.js';
import { MAX_PER_HOUR } from './inquiry.js';

let fixture: Fixture;
let parts: InquiryParts;
beforeAll(async () => {
  fixture = await createFixture({ poolSize: 16 });
  parts = { ...fixture.parts, hashAddress: (text) => Buffer.from(text) };
});
afterAll(() => fixture.close());

const CALLERS = 15;
const all = <T>(act: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: CALLERS }, act));
const asks = (address: string) =>
  askAboutPolicy(
    parts,
    { actor: ANONYMOUS, address },
    { kind: 'QUESTION', text: 'why?', contact: '119', answerBy: 'PHONE', locale: 'EN', caller: null },
  );

/** The attack: a script sends its inquiries at once, so that each counts before the others are there. */
it('many from one address at once are no more than one after the other', async () => {
  const outcomes = await all(() => asks('one'));
  expect(outcomes.filter((one) => typeof one !== 'string')).toHaveLength(MAX_PER_HOUR);
  expect(outcomes.filter((one) => one === 'TOO_MANY_INQUIRIES')).toHaveLength(CALLERS - MAX_PER_HOUR);
});

it('of many answers at once one is given, and of many who tell it one is written down', async () => {
  const outcome = await asks('two');
  if (typeof outcome === 'string') throw new Error(outcome);
  const { reference } = outcome.inquiry;
  const answers = await all(() => answerInquiry(parts, newId(), reference, 'so'));
  expect(answers.filter((one) => typeof one !== 'string')).toHaveLength(1);
  const told = await all(() => recordTold(parts, newId(), reference, ''));
  expect(told.filter((one) => typeof one !== 'string')).toHaveLength(1);
});
