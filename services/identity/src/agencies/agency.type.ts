import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Agency', { description: 'A partner state agency.' })
@Directive('@key(fields: "id")')
@Directive('@tag(name: "partner")')
export class AgencyType {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its member name on the national exchange layer.' })
  xRoadMember!: string | null;
}
