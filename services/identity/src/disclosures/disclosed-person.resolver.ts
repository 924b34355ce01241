import { notGranted, Personal } from '@belgi/subgraph';
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { type AttributeName, attributeRules } from '../people/attribute.js';
import { DisclosedAttribute, DisclosedPerson } from './disclosed-person.type.js';

const disclosed = (name: AttributeName) => Personal({ category: attributeRules[name].category, purposes: [] });

/** Releases exactly what the ticket names (clause 3.4). Purposes are empty: disclosure is a duty. */
@Resolver(() => DisclosedPerson)
export class DisclosedPersonResolver {
  @FieldResolver(() => DisclosedAttribute, { nullable: true })
  @disclosed('fullName')
  fullName(@Root() person: DisclosedPerson) {
    return released(person, 'fullName');
  }

  @FieldResolver(() => DisclosedAttribute, { nullable: true })
  @disclosed('pin')
  pin(@Root() person: DisclosedPerson) {
    return released(person, 'pin');
  }

  @FieldResolver(() => DisclosedAttribute, { nullable: true })
  @disclosed('idDocument')
  idDocument(@Root() person: DisclosedPerson) {
    return released(person, 'idDocument');
  }

  @FieldResolver(() => DisclosedAttribute, { nullable: true })
  @disclosed('phone')
  phone(@Root() person: DisclosedPerson) {
    return released(person, 'phone');
  }

  @FieldResolver(() => DisclosedAttribute, { nullable: true })
  @disclosed('email')
  email(@Root() person: DisclosedPerson) {
    return released(person, 'email');
  }

  @FieldResolver(() => DisclosedAttribute, { nullable: true })
  @disclosed('address')
  address(@Root() person: DisclosedPerson) {
    return released(person, 'address');
  }
}

/** Null without an error: granted, but the person gave none or no account is held. */
function released({ categories, attributes }: DisclosedPerson, name: AttributeName): DisclosedAttribute | null {
  if (!categories.includes(attributeRules[name].category)) throw notGranted();
  return attributes.find((one) => one.name === name) ?? null;
}
