import { buildSubgraph, containerOf, type Subgraph } from '@belgi/subgraph';
import { CitizenResolver } from './accounts/citizen.resolver.js';
import { Citizen } from './accounts/citizen.type.js';
import { MyDataResolver } from './accounts/my-data.resolver.js';
import { PersonalDataResolver } from './accounts/personal-data.resolver.js';
import { AgencyType } from './agencies/agency.type.js';
import type { Context } from './context.js';
import { disclosedPerson } from './disclosures/disclosed-person.reference.js';
import { DisclosedPersonResolver } from './disclosures/disclosed-person.resolver.js';
import { DisclosedPerson } from './disclosures/disclosed-person.type.js';
import { DoubtResolver } from './doubts/doubt.resolver.js';
import type { Ports } from './ports.js';
import { CorrectOnRequestResolver } from './questioned/correct-on-request.resolver.js';
import { RegistrationResolver } from './registration/registration.resolver.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { WithdrawalEffectsResolver } from './sessions/withdrawal-effects.resolver.js';
import { WithdrawalEffects } from './sessions/withdrawal-effects.type.js';
import { VerificationResolver } from './verification/verification.resolver.js';

/** The subgraph of identity. Without ports only its SDL is of use. */
export function identitySubgraph(ports: Ports): Subgraph {
  return buildSubgraph<Context>({
    name: 'identity',
    resolvers: [
      CitizenResolver,
      PersonalDataResolver,
      MyDataResolver,
      CorrectOnRequestResolver,
      DoubtResolver,
      RegistrationResolver,
      SessionResolver,
      WithdrawalEffectsResolver,
      VerificationResolver,
      DisclosedPersonResolver,
    ],
    orphanedTypes: [Citizen, AgencyType, DisclosedPerson, WithdrawalEffects],
    container: containerOf(
      new CitizenResolver(ports),
      new PersonalDataResolver(),
      new MyDataResolver(ports),
      new CorrectOnRequestResolver(ports),
      new DoubtResolver(ports),
      new RegistrationResolver(ports),
      new SessionResolver(ports),
      new WithdrawalEffectsResolver(ports),
      new VerificationResolver(ports),
      new DisclosedPersonResolver(),
    ),
    references: {
      // Whoever asks for the fields is checked there; an id alone says nothing.
      Citizen: async ({ id }: { id: string }) => ({ id }),
      WithdrawalEffects: async ({ id }: { id: string }) => ({ id }),
      Agency: async ({ id }: { id: string }, { loaders }) => {
        const agency = await loaders.agencies.load(id);
        return agency === undefined ? null : { id, name: agency.name, xRoadMember: agency.xRoadMember };
      },
      DisclosedPerson: (reference: { ticket: string }, context) => disclosedPerson(ports, reference, context),
    },
  });
}
