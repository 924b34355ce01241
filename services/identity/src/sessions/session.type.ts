import { Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Tokens of a signed-in person. Extended by no other subgraph.' })
export class Session {
  @Field(() => String)
  accessToken!: string;

  @Field(() => String, { description: 'Good for one refreshSession; used twice it ends the session.' })
  refreshToken!: string;

  @Field(() => Date, { description: 'When the access token ends.' })
  expiresAt!: Date;

  @Field(() => ID)
  citizenId!: string;

  @Field(() => Boolean, { description: 'True: rights only, because no live consent stands behind it.' })
  restricted!: boolean;
}

@ObjectType({ implements: Refusal })
export class SignInRefused extends Refusal {}

export const SignInResult = createUnionType({
  name: 'SignInResult',
  types: () => [Session, SignInRefused] as const,
});

@ObjectType()
export class PasswordChanged {
  @Field(() => Date)
  at!: Date;
}

@ObjectType({ implements: Refusal })
export class PasswordRefused extends Refusal {}

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  types: () => [PasswordChanged, PasswordRefused] as const,
});
