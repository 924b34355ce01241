import { LocaleEnum, Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Session } from '../sessions/session.type.js';

@InputType()
export class StartRegistrationInput {
  @Field(() => String, { description: 'The ticket from acceptPolicy.' })
  acceptance!: string;

  @Field(() => String)
  phone!: string;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => LocaleEnum)
  locale!: 'KY' | 'RU' | 'EN';
}

@InputType()
export class RegisterInput {
  @Field(() => ID)
  registrationId!: string;

  @Field(() => String, { description: 'The code that came to the phone.' })
  code!: string;

  @Field(() => String, { description: 'The same ticket from acceptPolicy.' })
  acceptance!: string;

  @Field(() => String)
  pin!: string;

  @Field(() => String)
  fullName!: string;

  @Field(() => String)
  idDocument!: string;

  @Field(() => String, { nullable: true })
  address?: string | null;

  @Field(() => String)
  password!: string;
}

@ObjectType()
export class RegistrationStarted {
  @Field(() => ID)
  @Personal({ category: 'ACCOUNT', purposes: [] })
  registrationId!: string;

  @Field(() => Date, { description: 'Until when the code is good.' })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  expiresAt!: Date;
}

@ObjectType({ implements: Refusal })
export class RegistrationRefused extends Refusal {}

export const StartRegistrationResult = createUnionType({
  name: 'StartRegistrationResult',
  types: () => [RegistrationStarted, RegistrationRefused] as const,
});
export const RegisterResult = createUnionType({
  name: 'RegisterResult',
  types: () => [Session, RegistrationRefused] as const,
});
