import { expect, it } from 'vitest';
import { refuseRestriction } from './restriction.js';

const person = { version: 1, restricted: true, by: 'PERSON' } as const;
const staff = { version: 1, restricted: true, by: 'STAFF' } as const;
const lifted = { version: 2, restricted: false, by: 'STAFF' } as const;

it.each([
  ['the first time', undefined, { restricted: true, by: 'PERSON', cites: false }, undefined],
  ['once lifted', lifted, { restricted: true, by: 'PERSON', cites: false }, undefined],
  ['twice', person, { restricted: true, by: 'STAFF', cites: false }, 'ALREADY_RESTRICTED'],
  ['lifting nothing', undefined, { restricted: false, by: 'PERSON', cites: false }, 'NOT_RESTRICTED'],
  ['lifting it twice', lifted, { restricted: false, by: 'STAFF', cites: false }, 'NOT_RESTRICTED'],
  ['lifting what staff imposed', staff, { restricted: false, by: 'PERSON', cites: false }, 'RESTRICTED_BY_STAFF'],
  ['lifting what the person imposed', person, { restricted: false, by: 'STAFF', cites: false }, 'CITATION_REQUIRED'],
  ['lifting what the person imposed, by law', person, { restricted: false, by: 'STAFF', cites: true }, undefined],
  ['lifting one’s own', person, { restricted: false, by: 'PERSON', cites: false }, undefined],
  ['lifting it as staff who imposed it', staff, { restricted: false, by: 'STAFF', cites: false }, undefined],
] as const)('restricting %s', (_case, last, wish, refusal) => {
  expect(refuseRestriction(last, wish)).toBe(refusal);
});
