/** A service acts by a change of consent from `at` on: when the transaction committed in which it applied it. */
export interface Applied {
  readonly service: 'identity' | 'auction' | 'notify';
  readonly citizenId: string;
  readonly epoch: number;
  readonly state: 'GIVEN' | 'RENEWED' | 'WITHDRAWN';
  /** ms since 1970. */
  readonly at: number;
}

/** Something that a service did with a person on their consent. */
export interface Use {
  readonly service: Applied['service'];
  readonly citizenId: string;
  /** What it was, without anything of the person. */
  readonly what: string;
  /** ms since 1970: when its transaction committed, or a message arrived. */
  readonly at: number;
}

/**
 * Uses after the same service had acknowledged a withdrawal and before it acknowledged a new consent. The newest epoch
 * that a service has applied is what it acts by: an older one that comes late changes nothing.
 */
export function usesAfterAcknowledgement(applied: readonly Applied[], uses: readonly Use[]): Use[] {
  const keyOf = ({ service, citizenId }: { service: string; citizenId: string }) => `${service} ${citizenId}`;
  const histories = Map.groupBy(
    applied.toSorted((a, b) => a.at - b.at),
    keyOf,
  );
  return uses.filter((use) => {
    let newest: Applied | undefined;
    for (const one of histories.get(keyOf(use)) ?? []) {
      if (one.at >= use.at) break;
      if (newest === undefined || one.epoch > newest.epoch) newest = one;
    }
    return newest?.state === 'WITHDRAWN';
  });
}
