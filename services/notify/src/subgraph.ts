import { buildSubgraph, type Subgraph } from '@belgi/subgraph';
import type { ContainerType } from 'type-graphql';
import { citizenReference } from './citizens/citizen.reference.js';
import { CitizenResolver } from './citizens/citizen.resolver.js';
import { Citizen } from './citizens/citizen.type.js';
import { editionReference } from './editions/edition-notices.reference.js';
import { AgreementNoticesResolver, EditionNoticesResolver } from './editions/edition-notices.resolver.js';
import { PolicyEdition, UserAgreementEdition } from './editions/edition-notices.type.js';
import type { Context } from './loaders.js';
import { noticeReference } from './notices/notice.reference.js';
import { NoticeResolver } from './notices/notice.resolver.js';
import { PreferenceResolver } from './preferences/preference.resolver.js';
import { WithdrawalEffectsResolver } from './withdrawal/withdrawal-effects.resolver.js';
import { WithdrawalEffects } from './withdrawal/withdrawal-effects.type.js';

/** The subgraph. Without a container only its SDL is of use (`print-schema`). */
export function notifySubgraph(container?: ContainerType): Subgraph {
  return buildSubgraph<Context>({
    name: 'notify',
    resolvers: [
      ...[CitizenResolver, NoticeResolver, PreferenceResolver, WithdrawalEffectsResolver],
      ...[EditionNoticesResolver, AgreementNoticesResolver],
    ],
    // Nothing but `_entities` leads to a citizen, to what withdrawing means for one, or to an edition, here.
    orphanedTypes: [Citizen, WithdrawalEffects, PolicyEdition, UserAgreementEdition],
    // The effects have the person's own id.
    references: {
      Citizen: citizenReference,
      Notice: noticeReference,
      WithdrawalEffects: citizenReference,
      PolicyEdition: editionReference,
      UserAgreementEdition: editionReference,
    },
    // Notices are reached through citizens: this service has no query of its own.
    skipCheck: true,
    ...(container === undefined ? {} : { container }),
  });
}
