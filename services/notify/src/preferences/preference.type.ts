import { Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One optional kind of notice. Null: it never goes that way. The inbox always has it.' })
export class NoticePreference {
  @Field(() => String)
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  kind!: string;

  @Field(() => Boolean, { nullable: true })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  email!: boolean | null;

  @Field(() => Boolean, { nullable: true })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  sms!: boolean | null;
}

@ObjectType({ description: 'HH:MM in Asia/Bishkek; may run over midnight. What is urgent and optional does not wait.' })
export class QuietHours {
  @Field(() => String)
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  from!: string;

  @Field(() => String)
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  until!: string;
}

@ObjectType()
export class NoticePreferences {
  @Field(() => [NoticePreference], {
    description: 'All optional kinds; what law or contract demands cannot be switched.',
  })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  kinds!: NoticePreference[];

  @Field(() => QuietHours, { nullable: true })
  @Personal({ category: 'NOTICE', purposes: ['COMMUNICATION'] })
  quietHours!: QuietHours | null;
}

@InputType()
export class NoticePreferenceInput {
  @Field(() => String)
  kind!: string;

  @Field(() => Boolean, { nullable: true, description: 'Left out: unchanged.' })
  email?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Left out: unchanged.' })
  sms?: boolean | null;
}

@InputType()
export class QuietHoursInput {
  @Field(() => String, { nullable: true, description: 'HH:MM, Asia/Bishkek. Both null: no quiet hours.' })
  from?: string | null;

  @Field(() => String, { nullable: true })
  until?: string | null;
}

@InputType()
export class NoticePreferencesInput {
  @Field(() => [NoticePreferenceInput], { defaultValue: [] })
  kinds!: NoticePreferenceInput[];

  @Field(() => QuietHoursInput, { nullable: true, description: 'Left out: unchanged.' })
  quietHours?: QuietHoursInput | null;
}

@ObjectType({ implements: Refusal, description: 'NOTICE_KIND_UNKNOWN, NOTICE_MANDATORY, QUIET_HOURS_INVALID.' })
export class NoticePreferencesRefused extends Refusal {}

export const NoticePreferencesResult = createUnionType({
  name: 'NoticePreferencesResult',
  types: () => [NoticePreferences, NoticePreferencesRefused] as const,
  resolveType: (value) => ('code' in value ? 'NoticePreferencesRefused' : 'NoticePreferences'),
});
