import { describe, expect, it } from 'vitest';
import { describeFault } from './describe-fault.js';
import { withoutValue } from './error-mask.js';

/** The attack: a PIN typed into the wrong field comes back in an error message, and from there into a log. */
describe('messages about invalid values', () => {
  it.each([
    [
      'Variable "$input" got invalid value "21404198500012" at "input.items[0].amount"; Expected type "Money".',
      'Variable "$input" is not valid at "input.items[0].amount".',
    ],
    ['Variable "$a" got invalid value "x at \\"21404198500012\\"; y"; Expected', 'Variable "$a" is not valid.'],
    ['Variable "$a" of required type "ID!" was not provided.', 'Variable "$a" is not valid.'],
    ['Argument "pin" has invalid value "21404198500012".', 'A value that was sent is not valid.'],
  ])('lose the value: %s', (message, expected) => {
    expect(withoutValue(message)).toBe(expected);
  });
});

/** The attack: a driver's error carries the row it refused, and the logger prints every property of an error. */
describe('a fault in the log', () => {
  it('has type, message, code, constraint and the causes, and nothing else', () => {
    const cause = Object.assign(new Error('duplicate key value violates unique constraint "accounts_phone"'), {
      code: '23505',
      constraint: 'accounts_phone',
      table: 'accounts',
      detail: 'Key (phone)=(+996700000001) already exists.',
      parameters: ['+996700000001'],
    });
    const described = describeFault(new Error('registration failed', { cause }));
    expect(described).toMatchObject({
      type: 'Error',
      message: 'registration failed',
      cause: { code: '23505', constraint: 'accounts_phone', table: 'accounts' },
    });
    expect(JSON.stringify(described)).not.toContain('+996700000001');
  });
  it('does not repeat the value of a data exception', () => {
    const error = Object.assign(new Error('invalid input syntax for type bigint: "21404198500012"'), { code: '22P02' });
    expect(JSON.stringify(describeFault(error))).not.toContain('21404198500012');
  });
});
