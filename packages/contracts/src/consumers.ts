import { type ServiceName, serviceNames } from './fact.js';
import { streamOf } from './streams.js';

/** Who listens to which nouns: the closed table from which durable consumers and nats permissions are made. */
const listens = {
  // auction.statistics says who took part: identity alone may read it, because it alone knows sex and age.
  identity: [
    'privacy.consent',
    'privacy.edition',
    'privacy.legal-hold',
    'privacy.erasure',
    'privacy.export',
    'privacy.restriction',
    'privacy.rights-request',
    'auction.entry',
    'auction.statistics',
  ],
  privacy: [
    'identity.account',
    'identity.personal-data',
    'identity.consent',
    'identity.statistics',
    'identity.erasure',
    'auction.erasure',
    'notify.erasure',
    'identity.restriction',
    'auction.restriction',
    'notify.restriction',
    'auction.consent',
    'notify.consent',
    'auction.entry',
    'auction.protocol',
    'notify.notice',
    'identity.retention',
    'auction.retention',
    'notify.retention',
    // Its own order as well: privacy writes its part of an export like everybody else.
    'privacy.export',
    'identity.export',
    'auction.export',
    'notify.export',
  ],
  auction: [
    'identity.account',
    'privacy.consent',
    'privacy.edition',
    'privacy.agreement',
    'privacy.agreement-acceptance',
    'privacy.legal-hold',
    'privacy.erasure',
    'privacy.export',
    'privacy.restriction',
  ],
  notify: [
    'identity.account',
    'identity.registration',
    'identity.personal-data',
    'identity.data-doubt',
    'privacy.consent',
    'privacy.edition',
    'privacy.agreement',
    'privacy.disclosure-read',
    'privacy.staff-read',
    'privacy.inquiry',
    'privacy.legal-hold',
    'privacy.rights-request',
    'privacy.erasure',
    'privacy.export',
    'privacy.restriction',
    'auction.lot',
    'auction.entry',
    'auction.standing',
    'auction.watch',
  ],
} as const satisfies Record<ServiceName, readonly `${ServiceName}.${string}`[]>;

type Listens = typeof listens;
type Dashed<T extends string> = T extends `${infer A}.${infer B}` ? `${A}-${B}` : never;
/** `<listener>-<owner>-<noun>`, e.g. `auction-privacy-consent`. */
export type ConsumerName = { [S in ServiceName]: `${S}-${Dashed<Listens[S][number]>}` }[ServiceName];

export interface ConsumerDefinition {
  readonly name: ConsumerName;
  /** Who listens. */
  readonly service: ServiceName;
  readonly stream: string;
  /** The one filter subject: the whole noun (nats-server 2.9 knows one filter per consumer). */
  readonly filter: string;
}

export const consumers: readonly ConsumerDefinition[] = serviceNames.flatMap((service) =>
  listens[service].map((source): ConsumerDefinition => {
    const [owner, noun] = source.split('.') as [ServiceName, string];
    return {
      name: `${service}-${owner}-${noun}` as ConsumerName,
      service,
      stream: streamOf(owner),
      filter: `${owner}.${noun}.>`,
    };
  }),
);
