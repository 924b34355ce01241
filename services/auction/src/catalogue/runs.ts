import { lotStates } from '@belgi/contracts';
import type { LotState } from '../lots/lot.js';
import { DIGITS_IN_ALL } from './plate-pattern.js';
import type { CatalogueSearch, LotOrder } from './search.js';

/** How many combinations there are to share all lots, as of digits: the measure of how narrow a list of them is. */
const LETTERS_IN_ALL = 26 ** 3;

const settledStates: readonly LotState[] = ['SOLD', 'UNSOLD', 'CANCELLED'];

/** By which column, beside the state, the runs of a page are told apart. */
export type RunColumn = 'digits' | 'letters' | 'digits_class' | 'letters_class' | 'region';

/**
 * How a page is read. No index has all orders of all searches, but the lots of one state and one combination (or class, or region)
 * are in the page's order in one of them: a run. The heads of the runs, merged, are the page, and what is read is a page a run, however
 * many lots there are. What the index does not know is looked up on the way.
 */
export interface Runs {
  readonly column: RunColumn | null;
  /** Of that column; none: there is no column. */
  readonly values: readonly string[];
  /** Each a run of its own; null: a run has lots of all states. */
  readonly states: readonly LotState[] | null;
}

/** One lot in twenty: then a page is among the newest few hundred lots, if those are like the others. */
const BROAD_SHARE = 1 / 20;

/** Whether so many combinations are asked for that the newest lots have a page of them, most likely. */
export function isBroad({ column, values }: Runs): boolean {
  if (column !== 'digits' && column !== 'letters') return false;
  return values.length / (column === 'digits' ? DIGITS_IN_ALL : LETTERS_IN_ALL) >= BROAD_SHARE;
}

export function runsOf(search: CatalogueSearch, order: LotOrder): Runs {
  switch (order) {
    case 'NEWEST': {
      const column =
        narrowestOf(search) ?? (search.region ? ({ column: 'region', values: [search.region] } as const) : null);
      if (column === null) return { column: null, values: [], states: search.states };
      // A list is long as it is: without a state it has an index without one.
      const isList = column.column === 'digits' || column.column === 'letters';
      return { ...column, states: search.states ?? (isList ? null : lotStates) };
    }
    case 'PRICE_ASC':
    case 'PRICE_DESC': {
      const column = classColumnOf(search);
      return { column: null, values: [], ...column, states: search.states ?? lotStates };
    }
    case 'ENDS_FIRST':
      return { column: null, values: [], states: search.states ?? lotStates };
    case 'SETTLED_DESC': {
      const states = (search.states ?? settledStates).filter((state) => settledStates.includes(state));
      // What was sold is looked through by combination: the price history.
      const column = states.every((state) => state === 'SOLD') ? narrowestOf(search) : null;
      return { column: null, values: [], ...column, states };
    }
  }
}

function narrowestOf(search: CatalogueSearch): Pick<Runs, 'column' | 'values'> | null {
  const { digits, letters } = search;
  const share = (list: readonly string[] | null, inAll: number) =>
    list === null ? Number.POSITIVE_INFINITY : list.length / inAll;
  if (digits && share(digits, DIGITS_IN_ALL) <= share(letters, LETTERS_IN_ALL))
    return { column: 'digits', values: digits };
  if (letters) return { column: 'letters', values: letters };
  return classColumnOf(search);
}

function classColumnOf({ digitsClass, lettersClass }: CatalogueSearch): Pick<Runs, 'column' | 'values'> | null {
  // Three letters are of a class more seldom than three digits.
  if (lettersClass) return { column: 'letters_class', values: [lettersClass] };
  return digitsClass ? { column: 'digits_class', values: [digitsClass] } : null;
}
