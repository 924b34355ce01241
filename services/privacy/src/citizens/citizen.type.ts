import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The person belongs to identity; here they are their opaque id, with what this service holds about them. */
@ObjectType()
@Directive('@key(fields: "id")')
export class Citizen {
  @Field(() => ID)
  id!: string;
}
