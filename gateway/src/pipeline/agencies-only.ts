import type { Step } from './pipeline.js';

/** The partner endpoint answers agencies; citizens and staff have /graphql. */
export function agenciesOnlyStep(): Step {
  return {
    name: 'agencies-only',
    run({ actor, xRoad }) {
      if (actor.kind === 'anonymous') return { code: 'UNAUTHENTICATED', headers: { 'www-authenticate': 'DPoP' } };
      if (actor.kind !== 'agency') return { code: 'AGENCY_REQUIRED' };
      const { xRoadMember } = actor;
      // Attack: an agency asks in another one's name, and the log of the exchange names the wrong one.
      if (xRoad !== undefined && xRoadMember !== null && !isOf(xRoad.client, xRoadMember)) {
        return { code: 'X_ROAD_CLIENT_MISMATCH' };
      }
      return undefined;
    },
  };
}

/** The member itself or a subsystem of it. */
const isOf = (client: string, member: string) => client === member || client.startsWith(`${member}/`);
