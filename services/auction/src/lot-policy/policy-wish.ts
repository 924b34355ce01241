import { z } from 'zod';
import { stepsRise } from '../lots/ladder.js';
import type { LotPolicy } from '../lots/lot.js';

/** 10¹⁷ tyiyn are more money than there is, and sums of them still fit into the database. */
const tyiyn = z
  .string()
  .regex(/^[1-9]\d{0,16}$/, 'an amount in tyiyn above zero, in quotes')
  .transform(BigInt);
const seconds = z.int().min(0).max(86_400);
/** Steps of price and reminders that somebody can still have an overview of. */
const MOST = 20;

/** The rules that a default may set. What is left out stays as in the version before it. Units as in `LotPolicy`. */
export const policyWish = z.strictObject({
  step: tyiyn.optional(),
  stepBands: z
    .array(z.strictObject({ from: tyiyn, step: tyiyn }))
    .max(MOST)
    .optional(),
  depositShareBasisPoints: z.int().min(1).max(9_999).optional(),
  paymentDays: z.int().min(1).max(90).optional(),
  requireVerifiedPin: z.boolean().optional(),
  jumpLimitSteps: z.int().min(1).max(1_000).optional(),
  softCloseWindowSeconds: seconds.optional(),
  softCloseExtensionSeconds: seconds.optional(),
  hardStopSeconds: seconds.optional(),
  secondOffer: z.boolean().optional(),
  reminderHours: z.array(z.int().min(1).max(2_160)).max(MOST).optional(),
  strikeLimit: z.int().min(0).max(100).optional(),
  strikeBlockMonths: z.int().min(1).max(120).optional(),
  reservationSeconds: z.int().min(60).max(86_400).optional(),
});
export type PolicyWish = z.infer<typeof policyWish>;

/** The rules after a wish: each that it names, and the others as they were. */
export function wished(before: LotPolicy, { step, ...others }: PolicyWish): Omit<LotPolicy, 'version'> {
  const named = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return { ...before, ...named, ...(step !== undefined && { stepMinor: step }) };
}

/** Rules by the names that a wish has for them. */
export function rulesOf(policy: Omit<LotPolicy, 'version'>): Required<z.input<typeof policyWish>> {
  const { stepMinor, stepBands, reminderHours } = policy;
  return {
    step: String(stepMinor),
    stepBands: stepBands.map(({ from, step }) => ({ from: String(from), step: String(step) })),
    depositShareBasisPoints: policy.depositShareBasisPoints,
    paymentDays: policy.paymentDays,
    requireVerifiedPin: policy.requireVerifiedPin,
    jumpLimitSteps: policy.jumpLimitSteps,
    softCloseWindowSeconds: policy.softCloseWindowSeconds,
    softCloseExtensionSeconds: policy.softCloseExtensionSeconds,
    hardStopSeconds: policy.hardStopSeconds,
    secondOffer: policy.secondOffer,
    reminderHours: [...reminderHours],
    strikeLimit: policy.strikeLimit,
    strikeBlockMonths: policy.strikeBlockMonths,
    reservationSeconds: policy.reservationSeconds,
  };
}

export interface Fault {
  /** A rule's name, with its place in a list. */
  readonly rule: string;
  readonly problem: string;
}

/** What is wrong with rules that are each right by themselves. */
export function faultsTogether(policy: Omit<LotPolicy, 'version'>): Fault[] {
  const faults: Fault[] = [];
  const { stepBands, reminderHours, paymentDays } = policy;
  if (stepBands.some(({ from }, index) => from <= (stepBands[index - 1]?.from ?? 0n)))
    faults.push({ rule: 'stepBands', problem: 'each band begins above the one before it' });
  if (!stepsRise(policy))
    faults.push({ rule: 'stepBands', problem: 'each band has a larger step than what is below it' });
  if (reminderHours.some((hours) => hours >= paymentDays * 24))
    faults.push({ rule: 'reminderHours', problem: 'a reminder comes within the payment days' });
  if (policy.hardStopSeconds < policy.softCloseExtensionSeconds)
    faults.push({ rule: 'hardStopSeconds', problem: 'not before one extension is over' });
  return faults;
}
