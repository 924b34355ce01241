/** An article of an act in the registry of legal acts (`legal_acts` of privacy); which wording holds is the registry's to say. */
export interface LegalBasis {
  /** `KG-2008-58` */
  readonly act: string;
  /** `9` */
  readonly article: string;
}

const PERSONAL_DATA_ACT = 'KG-2008-58';
const article = (number: string): LegalBasis => ({ act: PERSONAL_DATA_ACT, article: number });

/** On what data are kept. The length of a term is the operator's own rule (clause 3.1) within what these allow. */
export const bases = {
  /** The person's consent. */
  CONSENT: article('9'),
  /** A contract that the person is party to, or a duty that a law puts on the holder. */
  CONTRACT_OR_DUTY: article('5'),
  /** Confidentiality: nothing is protected without knowing who comes in. */
  CONFIDENTIALITY: article('6'),
  /** The person's right to know what is held and who saw it. */
  RIGHT_TO_KNOW: article('10'),
  /** What the holder answers for. */
  HOLDER: article('17'),
  /** Transfer to a third party, and the notice of it. */
  TRANSFER: article('24'),
  /** Arrays and their holders are registered. */
  REGISTRATION: article('30'),
} as const satisfies Readonly<Record<string, LegalBasis>>;
