import type { DataCategory, Purpose } from '@belgi/contracts';

/** The attributes of a person that identity holds (clause 1.1 a), in the order they are shown. */
export const attributeNames = ['fullName', 'pin', 'idDocument', 'phone', 'email', 'address'] as const;
export type AttributeName = (typeof attributeNames)[number];

/** How much an attribute is worth (clause 1.1 end). */
export const assurances = ['SELF_ASSERTED', 'VERIFIED', 'DISPUTED', 'STALE'] as const;
export type AssuranceLevel = (typeof assurances)[number];

/** Where a value came from. */
export const attributeSources = ['REGISTRATION', 'CORRECTION', 'STAFF', 'PORTAL', 'OPERATIONS'] as const;
export type AttributeSource = (typeof attributeSources)[number];

interface AttributeRule {
  readonly category: DataCategory;
  /** The purposes of clause 2.1 for which it may be read by staff. */
  readonly purposes: readonly Purpose[];
  /** False: even the owner sees it masked until the password was given again (clause 3.2). */
  readonly shown: boolean;
}

/** One row per attribute: what the schema declares by `@personal`, what staff may read, what is masked. */
export const attributeRules = {
  fullName: { category: 'NAME', purposes: ['IDENTIFICATION', 'COMMUNICATION', 'VERIFICATION'], shown: true },
  pin: { category: 'PIN', purposes: ['IDENTIFICATION', 'VERIFICATION'], shown: false },
  idDocument: { category: 'ID_DOCUMENT', purposes: ['IDENTIFICATION', 'VERIFICATION'], shown: false },
  phone: { category: 'PHONE', purposes: ['IDENTIFICATION', 'COMMUNICATION'], shown: false },
  email: { category: 'EMAIL', purposes: ['IDENTIFICATION', 'COMMUNICATION'], shown: true },
  address: { category: 'ADDRESS', purposes: ['IDENTIFICATION', 'COMMUNICATION'], shown: true },
} as const satisfies Record<AttributeName, AttributeRule>;

/** An attribute as the domain knows it, opened. */
export interface PersonAttribute {
  readonly name: AttributeName;
  readonly value: string;
  /** DISPUTED while a request of the person that questions it is open, or a doubt of staff, whatever it is worth underneath. */
  readonly assurance: AssuranceLevel;
  readonly source: AttributeSource;
  readonly verifiedBy: string | null;
  readonly verifiedAt: Date | null;
  readonly updatedAt: Date;
}

/** The attribute of a disclosure category, or undefined when another service reads that category. */
export function attributeOfCategory(category: DataCategory): AttributeName | undefined {
  return attributeNames.find((name) => attributeRules[name].category === category);
}

export function isAttributeName(text: string): text is AttributeName {
  return (attributeNames as readonly string[]).includes(text);
}
