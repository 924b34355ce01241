import { MAX_DELAY_DAYS, REVIEW_WINDOW_DAYS } from '../notice-delays/notice-delay.js';
import { MAX_READS, MAX_SUBJECTS, MAX_TERM_DAYS } from './disclosure.js';
import { MAX_PERIOD_DAYS } from './period.js';

/** The numbers that some refusals name. */
export function refusalParameters(code: string): Readonly<Record<string, number>> {
  if (code === 'TOO_MANY_SUBJECTS') return { max: MAX_SUBJECTS };
  if (code === 'DELAY_TERM_OUT_OF_RANGE') return { max: MAX_DELAY_DAYS };
  if (code === 'DELAY_REVIEW_OUT_OF_TIME') return { days: REVIEW_WINDOW_DAYS };
  if (code === 'PERIOD_TOO_LONG') return { max: MAX_PERIOD_DAYS };
  if (code === 'READS_OUT_OF_RANGE') return { max: MAX_READS };
  return code === 'TERM_OUT_OF_RANGE' ? { max: MAX_TERM_DAYS } : {};
}
