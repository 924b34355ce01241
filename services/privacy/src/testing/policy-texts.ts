import fc from 'fast-check';

const words = fc.array(fc.constantFrom('the', 'User', 'data', 'маалымат', 'закон', '3.4', '*', '#', '10'), {
  minLength: 1,
  maxLength: 6,
});
const label = fc.oneof(
  fc.constantFrom('# ', '## ', '## 2. ', '### Terms ', '- ', '- а) ', 'b) ', '1. ', ''),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `${a}.${b}. `),
);

/** For tests: a text made of what policies are made of, in any order. */
export const anyPolicyText = fc
  .array(fc.tuple(label, words, fc.constantFrom('\n', '\n\n', '\n\n\n')), { maxLength: 12 })
  .map((lines) => lines.map(([mark, said, gap]) => mark + said.join(' ') + gap).join(''));
