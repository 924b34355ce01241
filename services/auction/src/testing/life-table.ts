import { readFileSync } from 'node:fs';
import type { LotState, SaleMode } from '../lots/lot.js';

/** What can happen to a lot, as docs/LOT-LIFE.md has it. */
export const actions = [
  ...['opens', 'ends', 'lapses', 'bids', 'pays', 'reserves', 'pauses', 'resumes', 'cancels', 'leaves'],
] as const;
export type Action = (typeof actions)[number];

/** A step of the life of a lot. */
export interface Step {
  readonly saleMode: SaleMode;
  readonly from: LotState;
  readonly action: string;
  /** In words; empty: always. */
  readonly guard: string;
  readonly to: LotState;
}

const HEADINGS: Readonly<Record<string, SaleMode>> = { 'At auction': 'AUCTION', 'At a fixed price': 'FIXED_PRICE' };

/** The steps of the document. @throws where a table is not as it was agreed */
export function stepsOfDocument(): Step[] {
  const text = readFileSync(new URL('../../../../docs/LOT-LIFE.md', import.meta.url), 'utf8');
  return text.split(/^## /m).flatMap((section) => {
    const saleMode = HEADINGS[section.split('\n')[0] ?? ''];
    if (saleMode === undefined) return [];
    const rows = section.split('\n').filter((line) => line.startsWith('| '));
    if (rows[0] !== '| state | action | guard | becomes |')
      throw new Error(`the table of ${saleMode} has other columns`);
    return rows.slice(1).map((row): Step => {
      const [, from = '', action = '', guard = '', to = ''] = row.split('|').map((cell) => cell.trim());
      return { saleMode, from: from as LotState, action, guard, to: to as LotState };
    });
  });
}
