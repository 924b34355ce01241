import { meets, type Row } from './figure.js';

/** A figure's rows as aligned text. */
export function tableOf(rows: readonly Row[], isHeldToTargets: boolean): string {
  const cells = rows.map((row) => [row.what, numberText(row.value), row.unit, targetText(row, isHeldToTargets)]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells
    .map(([what = '', value = '', unit = '', target = '']) =>
      `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)} ${unit.padEnd(widths[2] ?? 0)}  ${target}`.trimEnd(),
    )
    .join('\n');
}

function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function targetText(row: Row, isHeld: boolean): string {
  const { target } = row;
  if (target === undefined) return '';
  const wanted = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  if (!isHeld) return `target ${wanted} (a slice is not held to it)`;
  return `target ${wanted}: ${meets(row) ? 'met' : 'MISSED'}`;
}
