import { duties, purposes, type ServiceName, serviceNames } from '@belgi/contracts';
import { z } from 'zod';

/** Name and version of the shape of one service's part. A changed shape is a new number. */
export const PART_SCHEMA = 'belgi-export-part/1';

/** Where data of a section came from. */
export const sources = ['PERSON', 'STATE_PORTAL', 'AGENCY', 'STAFF', 'BANK', 'OUR_OWN_RECORDS'] as const;
export type DataSource = (typeof sources)[number];

export type ExportValue =
  | string
  | number
  | boolean
  | null
  | readonly ExportValue[]
  | { readonly [name: string]: ExportValue };

const value: z.ZodType<ExportValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
);

const section = z
  .object({
    name: z.string(),
    category: z.string(),
    sources: z.array(z.enum(sources)).min(1),
    /** Of the policy's four (clause 2.1); with `duties`, never both empty. */
    purposes: z.array(z.enum(purposes)),
    duties: z.array(z.enum(duties)),
    records: z.array(z.record(z.string(), value)),
  })
  .strict();

const part = z
  .object({
    schema: z.literal(PART_SCHEMA),
    service: z.enum(serviceNames),
    writtenAt: z.string(),
    sections: z.array(section),
  })
  .strict();

export type ExportSection = z.infer<typeof section>;
/** Everything one service holds about a person, as it stood when it was written. */
export type ExportPart = z.infer<typeof part>;

/** @throws ZodError when it is no part of ours */
export function parsePart(text: string): ExportPart {
  return part.parse(JSON.parse(text));
}

export const isServiceName = (name: string): name is ServiceName => (serviceNames as readonly string[]).includes(name);
