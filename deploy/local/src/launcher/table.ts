export type Row = readonly [label: string, value: string, note?: string];

/** A table for the terminal: columns as wide as needed, a blank line between sections. */
export function table(sections: readonly (readonly Row[])[]): string {
  const rows = sections.flat();
  const width = (at: 0 | 1): number =>
    Math.max(...rows.map((row) => (row[2] === undefined && at === 1 ? 0 : length(row[at]))));
  const first = width(0);
  const second = width(1);
  const lineOf = ([label, value, note]: Row): string =>
    note === undefined ? `  ${pad(label, first)}  ${value}` : `  ${pad(label, first)}  ${pad(value, second)}  ${note}`;
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.map(lineOf).join('\n'))
    .join('\n\n');
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - length(text)));
}

function length(text: string): number {
  return [...text].length;
}
