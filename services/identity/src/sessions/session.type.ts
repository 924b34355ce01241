import { Personal, Refusal } from '@belgi/subgraph';
import { createUnionType, Field, ID, ObjectType } from 'type-graphql';

/** For whoever signed in, and nobody else. */
const own = { category: 'ACCOUNT', purposes: [] } as const;

@ObjectType({ description: 'Tokens of a signed-in person. Extended by no other subgraph.' })
export class Session {
  @Field(() => String)
  @Personal(own)
  accessToken!: string;

  @Field(() => String, { description: 'Good for one refreshSession; used twice it ends the session.' })
  @Personal(own)
  refreshToken!: string;

  @Field(() => Date, { description: 'When the access token ends.' })
  @Personal(own)
  expiresAt!: Date;

  @Field(() => ID)
  @Personal(own)
  citizenId!: string;

  @Field(() => Boolean, { description: 'True: rights only, because no live consent stands behind it.' })
  @Personal(own)
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
  @Personal(own)
  at!: Date;
}

@ObjectType({ implements: Refusal })
export class PasswordRefused extends Refusal {}

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  types: () => [PasswordChanged, PasswordRefused] as const,
});
