import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keptUntil, retentionRules } from '@belgi/contracts';
import { root, services } from './repository.mjs';

const FILE = 'docs/DATA.md';
const EVERYWHERE = '## In every service';

/**
 * The last column of docs/DATA.md, "kept until", from the rules of retention: what people read and what is enforced
 * cannot part.
 * @returns {Promise<import('./repository.mjs').Artefact[]>}
 */
export async function dataInventory() {
  const { text, faults } = withTerms(await readFile(join(root, FILE), 'utf8'), retentionRules);
  if (faults.length > 0)
    throw new Error(`docs/DATA.md does not fit the rules:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
  return [{ file: FILE, content: text }];
}

/**
 * @param {string} text of DATA.md
 * @param {readonly import('@belgi/contracts').RetentionRule[]} rules
 * @returns {{ text: string, faults: string[] }}
 */
export function withTerms(text, rules) {
  /** @type {string[]} */
  const faults = [];
  const shown = new Set();
  /** @type {readonly string[]} */
  let held = [];
  const lines = text.split('\n').map((line) => {
    if (line.startsWith('## '))
      held = line === EVERYWHERE ? services : services.filter((service) => line === `## ${service}`);
    const cells = line.split(' | ');
    if (held.length === 0 || cells.length < 7) return line;
    const own = tablesIn(cells[1] ?? '').flatMap((table) =>
      rules.filter((rule) => rule.table === table && held.includes(rule.service)),
    );
    for (const { service, table } of own) shown.add(`${service}.${table}`);
    const terms = [...new Set(own.map(keptUntil))];
    if (terms.length > 1) faults.push(`"${cells[0]?.slice(2)}" names tables with different terms: give each a row`);
    return terms.length === 1 ? `${cells.slice(0, 6).join(' | ')} | ${terms[0]} |` : line;
  });
  for (const { service, table } of rules)
    if (!shown.has(`${service}.${table}`)) faults.push(`no row under "${service}" names \`${table}\`: add one`);
  return { text: lines.join('\n'), faults };
}

/** Names in backquotes; of a column, its table. @param {string} cell */
const tablesIn = (cell) => [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, name = '']) => name);
