import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_MESSAGES, MAX_TEXT_CHARACTERS, type Message, Messages } from './message.js';

const sms = (to: string, text: string): Message => ({
  to,
  channel: 'sms',
  subject: null,
  text,
  at: '2030-01-01T00:00:00.000Z',
});

test('lists the newest first', () => {
  const messages = new Messages();
  messages.add(sms('+996700000001', 'first'));
  messages.add(sms('+996700000001', 'second'));
  expect(messages.list().map((each) => each.text)).toEqual(['second', 'first']);
});

test.each(['+996700000001', ' 996700000001', '996700000001', '+996 700 000 001'])(
  'finds a phone written as "%s"',
  (to) => {
    const messages = new Messages();
    messages.add(sms('+996700000001', 'for me'));
    messages.add(sms('+996700000002', 'for another'));
    expect(messages.list(to).map((each) => each.text)).toEqual(['for me']);
  },
);

test('the same id again is the same message', () => {
  const messages = new Messages();
  expect(messages.add(sms('+996700000001', 'code'), 'a')).toBe(true);
  expect(messages.add(sms('+996700000001', 'code'), 'a')).toBe(false);
  expect(messages.list()).toHaveLength(1);
});

test('memory is bounded, and the newest stays', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 * MAX_MESSAGES }), (count) => {
      const messages = new Messages();
      for (let index = 0; index < count; index++) messages.add(sms('+996700000001', String(index)), String(index));
      expect(messages.list()).toHaveLength(Math.min(count, MAX_MESSAGES));
      expect(messages.list()[0]?.text).toBe(String(count - 1));
    }),
    { numRuns: 10 },
  );
});

test('a huge text is cut', () => {
  const messages = new Messages();
  messages.add(sms('+996700000001', 'x'.repeat(MAX_TEXT_CHARACTERS + 1)));
  expect(messages.list()[0]?.text).toHaveLength(MAX_TEXT_CHARACTERS);
});
