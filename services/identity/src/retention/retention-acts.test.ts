import { retentionRules, ruleName } from '@belgi/contracts';
import { expect, it } from 'vitest';
import { retentionActs } from './retention-acts.store.js';

it('every rule that the job keeps is carried out, and no other is', () => {
  const kept = retentionRules
    .filter(({ service, enforcer }) => service === 'identity' && enforcer === 'JOB')
    .map(ruleName);
  const carriedOut = new Set(retentionActs.flatMap(({ steps }) => steps.map(({ rule }) => rule)));
  expect([...carriedOut].sort()).toEqual(kept.sort());
});
