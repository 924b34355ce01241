import type { Purpose } from '@belgi/contracts';
import { fault, Personal, processingRestricted, unauthorized } from '@belgi/subgraph';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { demand } from '../guard.js';
import { isId } from '../people/id.js';
import type { Ports } from '../ports.js';
import { isCaseNumber } from './access.js';
import { Citizen, PersonalData, PurposeEnum } from './citizen.type.js';
import { readCitizen } from './read-citizen.js';
import { readingRules, servesPurpose } from './reading.js';
import { fieldsElsewhere, MAX_FIELDS, selectedFields } from './selected-fields.js';

@Resolver(() => Citizen)
export class CitizenResolver {
  constructor(private readonly ports: Ports) {}

  @Query(() => Citizen, { nullable: true, description: 'The signed-in citizen; null when signed out.' })
  me(@Ctx() { actor }: Context): Citizen | null {
    return actor.kind === 'citizen' ? { id: actor.id } : null;
  }

  @Query(() => Date, { description: "Identity's database clock." })
  serverTime(): Promise<Date> {
    return this.ports.database.now();
  }

  @Query(() => Citizen, { nullable: true, description: 'For staff; recorded, and shown to the person.' })
  async citizen(
    @Arg('id', () => ID) id: string,
    @Arg('purpose', () => PurposeEnum) purpose: Purpose,
    @Arg('caseNumber', () => String) caseNumber: string,
    @Ctx() { actor, asked }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Citizen | null> {
    if (!isCaseNumber(caseNumber)) {
      demand(actor, 'person.read');
      throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'caseNumber', rules: ['caseNumber'] }] });
    }
    if (!isId(id)) {
      demand(actor, 'person.read');
      return null;
    }
    const fields = [...selectedFields(info), ...fieldsElsewhere(info, asked)].slice(0, MAX_FIELDS);
    const read = await readCitizen(this.ports, actor, { id, purpose, caseNumber, fields });
    if ('denied' in read) {
      if (read.denied === 'PROCESSING_RESTRICTED') throw processingRestricted();
      throw unauthorized(read.denied);
    }
    return read.found ? { id: read.id, look: read.look } : null;
  }

  @FieldResolver(() => PersonalData, { nullable: true })
  @Personal({ category: 'ACCOUNT', purposes: ['IDENTIFICATION', 'COMMUNICATION', 'VERIFICATION'] })
  async personal(@Root() citizen: Citizen, @Ctx() { actor, loaders }: Context): Promise<PersonalData | null> {
    if (citizen.look !== undefined) return citizen.look;
    demand(actor, 'account.read', { citizenId: citizen.id });
    const attributes = await loaders.attributes.load(citizen.id);
    return attributes.length === 0 ? null : { attributes, purpose: null };
  }

  @FieldResolver(() => Boolean, { nullable: true })
  @Personal(readingRules.pinVerified)
  async pinVerified(@Root() citizen: Citizen, @Ctx() { actor, loaders }: Context): Promise<boolean | null> {
    if (citizen.look !== undefined) {
      if (!servesPurpose('pinVerified', citizen.look.purpose)) throw unauthorized('PURPOSE_DENIED');
      return citizen.look.pinVerified;
    }
    demand(actor, 'account.read', { citizenId: citizen.id });
    const account = await loaders.accounts.load(citizen.id);
    return account?.pinVerified ?? null;
  }
}
