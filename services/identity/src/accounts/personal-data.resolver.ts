import { Personal, unauthorized } from '@belgi/subgraph';
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { type AttributeName, attributeRules } from '../people/attribute.js';
import { Attribute, PersonalData, shownAttribute } from './citizen.type.js';
import { servesPurpose } from './reading.js';

/** One field per attribute, each declared with its category and purposes and checked against them. */
@Resolver(() => PersonalData)
export class PersonalDataResolver {
  @FieldResolver(() => Attribute, { nullable: true })
  @Personal(attributeRules.fullName)
  fullName(@Root() data: PersonalData): Attribute | null {
    return attributeOf(data, 'fullName');
  }

  @FieldResolver(() => Attribute, { nullable: true })
  @Personal(attributeRules.pin)
  pin(@Root() data: PersonalData): Attribute | null {
    return attributeOf(data, 'pin');
  }

  @FieldResolver(() => Attribute, { nullable: true })
  @Personal(attributeRules.idDocument)
  idDocument(@Root() data: PersonalData): Attribute | null {
    return attributeOf(data, 'idDocument');
  }

  @FieldResolver(() => Attribute, { nullable: true })
  @Personal(attributeRules.phone)
  phone(@Root() data: PersonalData): Attribute | null {
    return attributeOf(data, 'phone');
  }

  @FieldResolver(() => Attribute, { nullable: true })
  @Personal(attributeRules.email)
  email(@Root() data: PersonalData): Attribute | null {
    return attributeOf(data, 'email');
  }

  @FieldResolver(() => Attribute, { nullable: true })
  @Personal(attributeRules.address)
  address(@Root() data: PersonalData): Attribute | null {
    return attributeOf(data, 'address');
  }
}

function attributeOf({ attributes, purpose }: PersonalData, name: AttributeName): Attribute | null {
  if (purpose !== null && !servesPurpose(name, purpose)) throw unauthorized('PURPOSE_DENIED');
  const attribute = attributes.find((one) => one.name === name);
  return attribute === undefined ? null : shownAttribute(attribute);
}
