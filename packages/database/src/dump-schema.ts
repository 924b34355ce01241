import { withConnection } from './migrate.js';
import {
  commentObjects,
  functionObjects,
  indexObjects,
  tableObjects,
  triggerObjects,
  typeObjects,
  viewObjects,
} from './schema.store.js';

const HEADING = '-- Generated from the migrations by `pnpm generate`. Do not edit.';

/**
 * The schema `public` as SQL text: types, functions, tables, indexes, views, triggers, comments, each sorted by
 * name. Depends on the migrations alone: the same from PostgreSQL 15 to 18, whatever the data. For reading and
 * diffing, not for restoring.
 */
export async function dumpSchema(url: string): Promise<string> {
  const readers = [
    typeObjects,
    functionObjects,
    tableObjects,
    indexObjects,
    viewObjects,
    triggerObjects,
    commentObjects,
  ];
  return withConnection(url, async (db) => {
    const objects = [];
    for (const read of readers) objects.push(...(await read(db)));
    const byBytes = (a: { sort: string }, b: { sort: string }) =>
      Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort));
    const statements = objects.sort(byBytes).map(({ statement }) => statement.replaceAll(/[ \t]+$/gm, '').trim());
    return `${[HEADING, ...statements].join('\n\n')}\n`;
  });
}
