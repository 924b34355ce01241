import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How far the notice about a material edition has come. Counts only, of nobody by name.' })
export class EditionNotices {
  @Field(() => Date)
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the last person was told; null: under way.' })
  finishedAt!: Date | null;

  @Field(() => Int, { description: 'People whose inbox has it.' })
  told!: number;

  @Field(() => Int, { description: 'People still to be told.' })
  remaining!: number;

  @Field(() => Float, { description: 'At most so many people a second.' })
  peoplePerSecond!: number;

  @Field(() => Date, { description: 'When the last person is told, or was.' })
  expectedAt!: Date;

  @Field(() => Boolean, { description: 'True: the edition takes effect before everybody is told.' })
  late!: boolean;

  @Field(() => Int, { description: 'Mails and messages that were taken over, of those still on record.' })
  sent!: number;

  @Field(() => Int)
  failed!: number;

  @Field(() => Int, { description: 'Mails and messages on their way.' })
  waiting!: number;
}

/** The documents belong to privacy; this service adds who was told of them. */
@ObjectType()
@Directive('@key(fields: "number")')
export class PolicyEdition {
  @Field(() => Int)
  number!: number;
}

@ObjectType()
@Directive('@key(fields: "number")')
export class UserAgreementEdition {
  @Field(() => Int)
  number!: number;
}
