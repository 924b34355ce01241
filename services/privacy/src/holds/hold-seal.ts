import type { Sealer } from '@belgi/access';

const place = (holdId: string, number: number) => ({
  ...{ table: 'hold_steps', column: 'reason_sealed', row: `${holdId}:${number}` },
});

/** The reason of a step, under the hold's own key. */
export const sealReason = (sealer: Sealer, key: Buffer, holdId: string, number: number, reason: string): Buffer =>
  sealer.seal(key, reason, place(holdId, number));

export const openReason = (sealer: Sealer, key: Buffer, holdId: string, number: number, sealed: Buffer): string =>
  sealer.openText(key, sealed, place(holdId, number));
