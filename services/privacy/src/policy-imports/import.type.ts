import type { Locale } from '@belgi/contracts';
import { LocaleEnum, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DocumentKindEnum, PolicyDraft } from '../editions/draft.type.js';
import type { DocumentKind } from '../editions/edition.js';
import { typename } from '../typename.js';
import type { ImportFormat } from './import-policy.js';

export const ImportFormatEnum = {
  MARKDOWN: 'MARKDOWN',
  PLAIN_TEXT: 'PLAIN_TEXT',
} as const satisfies Record<ImportFormat, ImportFormat>;
registerEnumType(ImportFormatEnum, { name: 'PolicyTextFormat' });

@InputType({ description: 'An existing document, in one language.' })
export class PolicyImportInput {
  @Field(() => ID, { nullable: true, description: 'Absent: a new draft.' })
  draftId?: string | null;

  @Field(() => DocumentKindEnum, { nullable: true, description: 'Of a new draft; absent: the policy.' })
  document?: DocumentKind | null;

  @Field(() => LocaleEnum)
  locale!: Locale;

  @Field(() => ImportFormatEnum)
  format!: ImportFormat;

  @Field(() => String, { description: 'Of 100 000 characters at most.' })
  text!: string;
}

@ObjectType({ description: 'What is wrong with a line of an imported document.' })
export class PolicyImportFault {
  @Field(() => Int, { description: 'From 1.' })
  line!: number;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;
}

@ObjectType({ implements: Refusal })
export class PolicyImportRefused extends Refusal {
  @Field(() => [PolicyImportFault], { description: 'The first fifty, in the order of their lines.' })
  faults!: PolicyImportFault[];
}

export const PolicyImportResult = createUnionType({
  name: 'PolicyImportResult',
  types: () => [PolicyDraft, PolicyImportRefused] as const,
  resolveType: typename,
});
