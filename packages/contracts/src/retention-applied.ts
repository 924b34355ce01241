import { z } from 'zod';
import { idSchema } from './id.js';
import { instantSchema } from './values.js';

/** Longest name of a rule: `<service>.<table>`. */
const RULE_CHARS = 80;

/** What a finished run of retention did. Aggregate: the run, version: 1. Numbers alone: nothing says whose rows they were. */
export const retentionApplied = {
  runId: idSchema,
  /** The day of Bishkek it is the run of; null: operations ordered it. */
  day: z.iso.date().nullable(),
  finishedAt: instantSchema,
  rules: z.array(
    z.object({
      rule: z.string().max(RULE_CHARS),
      /** Rows deleted, or cut off from their person. */
      erased: z.int().nonnegative(),
      /** Due, and kept by a legal hold. */
      held: z.int().nonnegative(),
      /** The rule could not be carried out; the next run tries again. */
      failed: z.boolean(),
    }),
  ),
};
export type RetentionAppliedData = z.infer<z.ZodObject<typeof retentionApplied>>;
