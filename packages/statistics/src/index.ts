export { Audit, type Range } from './audit.js';
export { addDays, type Day, dayOf, daysFrom, startOf } from './day.js';
export * from './dimensions.js';
export { type Contribution, type Shape, type Tally, tally } from './layout.js';
export { cellsOf, isSafe, PUBLIC_RULES, protect, type Rules, type Shown } from './protect.js';
export { nextWindow, peopleByDay, WINDOW_DAYS, WINDOW_PEOPLE, type Window } from './window.js';
