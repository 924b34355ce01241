import { platePatterns, plateRegions, priceBands } from '@belgi/contracts';
import { ageBandOf, ageBands, type Contribution, type Day, type Sex, sexes } from '@belgi/statistics';

/** The groups of tables that are counted here; privacy counts its own consents. */
export const countedGroups = ['SALES', 'PARTICIPATION'] as const;
export type CountedGroup = (typeof countedGroups)[number];

/** Which acts a group counts. */
export const actOf = { SALES: 'BOUGHT', PARTICIPATION: 'ENTERED' } as const satisfies Record<CountedGroup, string>;

/** One act as the auction handed it over. */
export interface Act {
  readonly day: Day;
  readonly citizenId: string;
  readonly region: string;
  readonly priceBand: string;
  readonly pattern: string;
}

/** What the PIN says of a person (MISSION, Domain facts). Lives as long as the count. */
export interface Traits {
  readonly sex: Sex;
  readonly birthYear: number;
}

/** @param pin of a natural person, valid: `[12]` + DDMMYYYY + 5 digits */
export function traitsOf(pin: string): Traits {
  return { sex: pin.startsWith('1') ? 'FEMALE' : 'MALE', birthYear: Number(pin.slice(5, 9)) };
}

/** Each sale is a unit: a statement about a lot. No attribute of the buyer is looked at; who must not be counted is left out before. */
export function sales(acts: readonly Act[]): Contribution[] {
  return acts.map(({ citizenId, region, priceBand, pattern }) => ({
    person: citizenId,
    column: indexIn(priceBands, priceBand),
    rows: [indexIn(plateRegions, region), indexIn(platePatterns, pattern)],
  }));
}

/**
 * Each person is a unit, once, with the first lot that they entered in the window: nobody moves a number by more than
 * one, however often they come. Whoever is not in `people` is not counted.
 */
export function participation(acts: readonly Act[], people: ReadonlyMap<string, Traits>, year: number): Contribution[] {
  const first = new Map<string, Act>();
  for (const act of [...acts].sort(byDay)) if (!first.has(act.citizenId)) first.set(act.citizenId, act);
  return [...first].flatMap(([person, { region, priceBand }]) => {
    const traits = people.get(person);
    if (traits === undefined) return [];
    return {
      person,
      column: indexIn(sexes, traits.sex),
      rows: [
        indexIn(ageBands, ageBandOf(traits.birthYear, year)),
        indexIn(plateRegions, region),
        indexIn(priceBands, priceBand),
      ],
    };
  });
}

/** A fixed order, so that a count that is repeated counts the same. */
const byDay = (one: Act, other: Act): number => {
  const key = ({ day, region, priceBand }: Act) => `${day} ${region} ${priceBand}`;
  return key(one) < key(other) ? -1 : 1;
};

function indexIn(list: readonly string[], value: string): number {
  const index = list.indexOf(value);
  if (index < 0) throw new RangeError('a value outside its closed list');
  return index;
}
