import { type ServiceName, serviceNames } from './fact.js';

/** Facts stay in the stream for seven days; the outbox is the truth (ARCHITECTURE, Events). */
export const STREAM_RETENTION_DAYS = 7;

export interface StreamDefinition {
  readonly name: string;
  readonly owner: ServiceName;
  readonly subjects: readonly string[];
}

/** One stream per owning service: `AUCTION` on `auction.>`. */
export const streams: readonly StreamDefinition[] = serviceNames.map((owner) => ({
  name: streamOf(owner),
  owner,
  subjects: [`${owner}.>`],
}));

export function streamOf(service: ServiceName): string {
  return service.toUpperCase();
}
