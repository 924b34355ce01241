import { definePolicy, rules } from '@belgi/access';

/** Who may do what in this service; the whole matrix is `policy.matrix.txt`. */
export const policy = definePolicy({
  // A restricted session sees the mandatory kinds only (noticesFor in read-inbox.ts).
  'notices.read': rules.ownerEvenRestricted(),
  'notices.mark-read': rules.citizenEvenRestricted(),
  'preferences.read': rules.owner(),
  // Told before it is done, so a restricted session may ask as well.
  'withdrawal.effects': rules.ownerEvenRestricted(),
  'preferences.set': rules.citizen(),
  // How many were told of an edition; who, nobody sees.
  'edition-notices.read': rules.staff('PRIVACY_OFFICER'),
});

export type Action = keyof typeof policy;
