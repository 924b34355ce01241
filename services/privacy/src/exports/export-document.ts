import type { ServiceName } from '@belgi/contracts';
import type { ExportPart, ExportValue } from '@belgi/export';

/** Name and version of the shape of the whole file, as docs/EXPORT.md describes it. */
export const EXPORT_SCHEMA = 'belgi-export/1';

/** `my-data.json`: the services' parts as they wrote them, under one roof. */
export interface ExportDocument {
  readonly schema: typeof EXPORT_SCHEMA;
  readonly exportId: string;
  readonly orderedAt: string;
  readonly readyAt: string;
  readonly parts: readonly ExportPart[];
}

const ORDER: readonly ServiceName[] = ['identity', 'privacy', 'auction', 'notify'];

export function documentOf(
  order: { readonly id: string; readonly orderedAt: Date; readonly readyAt: Date },
  parts: readonly ExportPart[],
): ExportDocument {
  return {
    schema: EXPORT_SCHEMA,
    exportId: order.id,
    orderedAt: order.orderedAt.toISOString(),
    readyAt: order.readyAt.toISOString(),
    parts: [...parts].sort((a, b) => ORDER.indexOf(a.service) - ORDER.indexOf(b.service)),
  };
}

/** A proof file that stands in a record, and the name it gets beside the document. */
export interface NamedProof {
  readonly name: string;
  readonly text: string;
}

/** `consents-3.tlog-proof`: the proof in the third record of that section; records keep their text as well. */
export function proofsOf(document: ExportDocument): NamedProof[] {
  return document.parts.flatMap(({ sections }) =>
    sections.flatMap(({ name, records }) =>
      records.flatMap((record, index) =>
        isProof(record['proofFile']) ? [{ name: proofName(name, index), text: record['proofFile'] }] : [],
      ),
    ),
  );
}

export const proofName = (section: string, index: number): string => `${section}-${index + 1}.tlog-proof`;

export const isProof = (value: ExportValue | undefined): value is string => typeof value === 'string' && value !== '';
