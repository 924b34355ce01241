import type { Step } from './pipeline.js';

/** The partner endpoint answers agencies; citizens and staff have /graphql. */
export function agenciesOnlyStep(): Step {
  return {
    name: 'agencies-only',
    run({ actor }) {
      if (actor.kind === 'agency') return undefined;
      if (actor.kind === 'anonymous') return { code: 'UNAUTHENTICATED', headers: { 'www-authenticate': 'Bearer' } };
      return { code: 'AGENCY_REQUIRED' };
    },
  };
}
