import type { Sql } from '../sql.js';

/** One table that an act of retention goes through. */
export interface RetentionStep {
  /** `<service>.<table>`: the rule of which this is the end; its rows are counted under it. */
  readonly rule: string;
  /**
   * Deletes, or cuts off from the person, what belongs to the subjects; answers a row for each row it touched.
   * @param subjects what `retention_due` gave for the act's rule
   */
  readonly erase: (subjects: readonly string[]) => Sql;
}

/** What becomes due together and goes together, in one transaction. */
export interface RetentionAct {
  /** The rule whose subjects in the view `retention_subjects` say what is due. */
  readonly rule: string;
  /** From what hangs on others to what others hang on. */
  readonly steps: readonly RetentionStep[];
}

/** What a run did under one rule. */
export interface RuleOutcome {
  readonly rule: string;
  readonly erased: number;
  /** Due, and kept by a legal hold. */
  readonly held: number;
  /** What kept it from being done: the name of a constraint, or of an error. Nothing of a row. */
  readonly failure: string | null;
}

export interface FinishedRun {
  readonly id: string;
  /** Of Bishkek, `YYYY-MM-DD`; null: operations ordered it. */
  readonly day: string | null;
  readonly finishedAt: Date;
  readonly rules: readonly RuleOutcome[];
}
