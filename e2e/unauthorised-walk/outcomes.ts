import type { GraphAnswer } from '@belgi/local';

/** What happened to each path of an answer: `value`, `null`, `empty`, or the code (and reason) of its error. */
export type Outcomes = ReadonlyMap<string, string>;

interface Fault {
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly reason?: string };
}

const codeOf = ({ extensions }: Fault): string =>
  extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE'
    ? (extensions.reason ?? 'UNAUTHORIZED')
    : (extensions?.code ?? 'NO_CODE');

/** Null until the next checkpoint of the ledger, some seconds after what it proves: which of both is a matter of time. */
const IN_TIME = /\.proofFile$/;

/** The outcome of each path below the root; of a list the first element stands for all. */
export function outcomesOf(answer: GraphAnswer<unknown>, root: string): Outcomes {
  const outcomes = new Map<string, string>();
  const faults = new Map<string, string>();
  for (const fault of (answer.errors ?? []) as readonly Fault[]) {
    const path = fault.path?.filter((step) => typeof step === 'string').join('.') ?? root;
    faults.set(path, codeOf(fault));
  }
  const walk = (value: unknown, path: string): void => {
    if (IN_TIME.test(path) && !faults.has(path)) {
      outcomes.set(path, 'in time');
    } else if (value === null || value === undefined) {
      outcomes.set(path, faults.get(path) ?? 'null');
    } else if (Array.isArray(value)) {
      if (value.length === 0) outcomes.set(path, 'empty');
      else walk(value[0], path);
    } else if (typeof value === 'object') {
      const { __typename, ...fields } = value as Record<string, unknown>;
      const isRefusal = String(__typename).endsWith('Refused');
      outcomes.set(path, isRefusal ? String(fields['code']) : 'value');
      if (!isRefusal) for (const [name, inner] of Object.entries(fields)) walk(inner, `${path}.${name}`);
    } else outcomes.set(path, 'value');
  };
  const data = answer.data as Record<string, unknown> | null | undefined;
  if (data?.[root] === undefined || data[root] === null) {
    // A field that may not be null takes its parents with it: the deepest error is the reason.
    const [code] = [...faults.values()];
    outcomes.set(root, code ?? (data === undefined ? `HTTP_${answer.status}` : 'null'));
  } else walk(data[root], root);
  return outcomes;
}

/** Fixed, so that a long new row does not change the spaces of every other one, and two branches that add rows merge. */
const PATH_WIDTH = 100;
const CELL_WIDTH = 24;

/** A table of text: one row per path, one column per caller; `-` where the caller never got. */
export function printTable(columns: readonly string[], rows: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const lines = [...rows].map(([path, cells]) => [path, ...columns.map((column) => cells.get(column) ?? '-')]);
  return [['', ...columns], ...lines]
    .map(([path = '', ...cells]) =>
      [path.padEnd(PATH_WIDTH), ...cells.map((cell) => cell.padEnd(CELL_WIDTH))].join('  ').trimEnd(),
    )
    .join('\n');
}
