import type { Command, Report } from './command.js';

/** Columns as wide as their widest cell; an empty list prints nothing. */
function table(rows: NonNullable<Report['rows']>): string[] {
  const [first] = rows;
  if (!first) return [];
  const keys = Object.keys(first);
  const cells = [keys, ...rows.map((row) => keys.map((key) => String(row[key] ?? '-')))];
  const widths = keys.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

export function reportText(report: Report, asJson: boolean): string {
  if (asJson) return JSON.stringify(report, null, 2);
  return [...table(report.rows ?? []), ...(report.summary ? [report.summary] : [])].join('\n');
}

/** Help of all commands, or of those whose words begin with `prefix`. */
export function helpText(commands: Readonly<Record<string, Command>>, prefix: string): string {
  const chosen = Object.entries(commands).filter(([words]) => words.startsWith(prefix));
  const list = chosen.length > 0 ? chosen : Object.entries(commands);
  const lines = list.flatMap(([, { usage, summary, example }]) => [
    `  ${usage}`,
    `      ${summary}`,
    `      $ ${example}`,
    '',
  ]);
  return [
    'pnpm ops <command> [--dry-run] [--json] [--help]',
    '',
    ...lines,
    'Databases: DATABASE_URL_IDENTITY, _PRIVACY, _AUCTION, _NOTIFY; without them those of the local start',
    '($BELGI_HOME/local.json, by default .belgi/local.json). Exit code: 0 fine, 1 something is wrong, 2 wrong usage.',
  ].join('\n');
}
