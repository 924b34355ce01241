import { Field, InputType } from 'type-graphql';

@InputType()
export class SignInInput {
  @Field(() => String, { description: 'Phone or e-mail.' })
  login!: string;

  @Field(() => String)
  password!: string;
}
