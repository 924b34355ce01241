import { buildSubgraph, type Subgraph } from '@belgi/subgraph';
import type { ContainerType } from 'type-graphql';
import { citizenReference } from './citizens/citizen.reference.js';
import { CitizenResolver } from './citizens/citizen.resolver.js';
import { Citizen } from './citizens/citizen.type.js';
import type { Context } from './loaders.js';
import { noticeReference } from './notices/notice.reference.js';
import { NoticeResolver } from './notices/notice.resolver.js';
import { PreferenceResolver } from './preferences/preference.resolver.js';

/** The subgraph. Without a container only its SDL is of use (`print-schema`). */
export function notifySubgraph(container?: ContainerType): Subgraph {
  return buildSubgraph<Context>({
    name: 'notify',
    resolvers: [CitizenResolver, NoticeResolver, PreferenceResolver],
    // Nothing but `_entities` leads to a citizen here.
    orphanedTypes: [Citizen],
    references: { Citizen: citizenReference, Notice: noticeReference },
    // Notices are reached through citizens: this service has no query of its own.
    skipCheck: true,
    ...(container === undefined ? {} : { container }),
  });
}
