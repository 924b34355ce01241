import type { Duty, Purpose, ServiceName } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { type DataSource, type ExportPart, type ExportSection, type ExportValue, PART_SCHEMA } from './part.js';
import type { FieldName } from './words/field-words.js';
import type { SectionName } from './words/section-words.js';

/** A row as the database gives it: instants and 64-bit integers become text. */
export type ExportRecord = { readonly [Field in FieldName]?: ExportValue | Date | bigint };

/** One kind of thing a service holds about a person. `Parts`: what it takes to read it, such as a sealer. */
export interface Section<Parts> {
  readonly name: SectionName;
  readonly category: string;
  readonly sources: readonly DataSource[];
  readonly purposes: readonly Purpose[];
  readonly duties?: readonly Duty[];
  /** Columns that the section gives, by table: what the coverage test counts as told. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly read: (tx: Transaction, citizenId: string, parts: Parts) => Promise<readonly ExportRecord[]>;
}

/** What one service says about its tables. */
export interface ExportDeclaration<Parts> {
  readonly service: ServiceName;
  readonly sections: readonly Section<Parts>[];
  /** Columns of tables that sections give, which they do not, each with its reason. */
  readonly withheld: Readonly<Record<`${string}.${string}`, string>>;
  /** Tables of which the export gives nothing, each with its reason. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** What the service holds about the person now, section by section; an empty section says that there is nothing. */
export async function partOf<Parts>(
  { service, sections }: Pick<ExportDeclaration<Parts>, 'service' | 'sections'>,
  tx: Transaction,
  citizenId: string,
  parts: Parts,
): Promise<ExportPart> {
  const written: ExportSection[] = [];
  for (const { name, category, sources, purposes, duties = [], read } of sections) {
    const records = (await read(tx, citizenId, parts)).map(plain);
    written.push({
      name,
      category,
      sources: [...sources],
      purposes: [...purposes],
      duties: [...duties],
      records,
    });
  }
  return { schema: PART_SCHEMA, service, writtenAt: (await tx.now()).toISOString(), sections: written };
}

function plain(record: ExportRecord): Record<string, ExportValue> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      return [name, typeof value === 'bigint' ? String(value) : (value ?? null)];
    }),
  );
}
