import { Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { typename } from '../typename.js';
import type { ExportState } from './export.js';

const own = { category: 'ACCOUNT', purposes: [] } as const;

export const ExportStateEnum = { WRITING: 'WRITING', READY: 'READY', FAILED: 'FAILED' } as const;
registerEnumType(ExportStateEnum, {
  name: 'ExportState',
  valuesConfig: {
    FAILED: { description: 'Not there in ten minutes. It is tried again; you may also ask anew.' },
  },
});

@ObjectType({ description: 'What one service holds about me, on its way into my export.' })
export class PersonalExportPart {
  @Field(() => String)
  @Personal(own)
  service!: string;

  @Field(() => ExportStateEnum)
  @Personal(own)
  state!: ExportState;

  @Field(() => Date, { nullable: true })
  @Personal(own)
  readyAt!: Date | null;
}

@ObjectType({ description: 'Everything that is held about me, in one file; gone after seven days.' })
export class PersonalExport {
  @Field(() => ID)
  id!: string;

  @Field(() => ExportStateEnum)
  @Personal(own)
  state!: ExportState;

  @Field(() => [PersonalExportPart])
  @Personal(own)
  parts!: PersonalExportPart[];

  @Field(() => Date)
  @Personal(own)
  orderedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Personal(own)
  readyAt!: Date | null;

  @Field(() => Date, { description: 'Its key and its parts are destroyed then.' })
  @Personal(own)
  expiresAt!: Date;
}

@ObjectType()
export class ExportOrdered {
  @Field(() => PersonalExport)
  @Personal(own)
  export!: PersonalExport;
}

@ObjectType({ description: 'Good for one download within ten minutes. Keep it to yourself.' })
export class ExportLink {
  @Field(() => String)
  @Personal(own)
  url!: string;

  @Field(() => Date)
  @Personal(own)
  expiresAt!: Date;
}

@ObjectType({ implements: Refusal })
export class ExportRefused extends Refusal {}

export const RequestMyExportResult = createUnionType({
  name: 'RequestMyExportResult',
  types: () => [ExportOrdered, ExportRefused] as const,
  resolveType: typename,
});

export const MyExportLinkResult = createUnionType({
  name: 'MyExportLinkResult',
  types: () => [ExportLink, ExportRefused] as const,
  resolveType: typename,
});
