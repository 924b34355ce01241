import type { DisclosureVerifier } from '@belgi/access';
import type { Database } from '@belgi/database';
import { buildSubgraph, type References, type Subgraph } from '@belgi/subgraph';
import type { ContainerType } from 'type-graphql';
import { CitizenAgreementsResolver, UserAgreementResolver } from './agreements/agreement.resolver.js';
import { citizenReference } from './citizens/citizen.reference.js';
import { CitizenResolver } from './citizens/citizen.resolver.js';
import { Citizen } from './citizens/citizen.type.js';
import { ConsentResolver } from './consents/consent.resolver.js';
import { WithdrawalResolver } from './consents/withdrawal.resolver.js';
import { disclosedPersonReference } from './disclosures/disclosed-person.reference.js';
import { DisclosedPersonResolver } from './disclosures/disclosed-person.resolver.js';
import { disclosureRequestReference } from './disclosures/disclosure-request.reference.js';
import { DisclosureRequestResolver } from './disclosures/disclosure-request.resolver.js';
import { RequestReasonsResolver } from './disclosures/request-reasons.resolver.js';
import { DraftResolver } from './editions/draft.resolver.js';
import { editionReference } from './editions/edition.reference.js';
import { EditionResolver } from './editions/edition.resolver.js';
import { ErasureResolver } from './erasure/erasure.resolver.js';
import { ExportResolver } from './exports/export.resolver.js';
import { LegalHoldResolver } from './holds/legal-hold.resolver.js';
import { InquiryResolver } from './inquiries/inquiry.resolver.js';
import { LedgerResolver } from './ledger/ledger.resolver.js';
import {
  ConsentProofResolver,
  DisclosureProofResolver,
  RightsStepProofResolver,
  StaffReadProofResolver,
} from './ledger/proof.resolver.js';
import { LegalCitationResolver } from './legal-acts/citation.resolver.js';
import { LegalActResolver, LegalArticleResolver } from './legal-acts/legal-act.resolver.js';
import type { Context } from './loaders.js';
import { NoticeDelayResolver } from './notice-delays/notice-delay.resolver.js';
import { PolicyImportResolver } from './policy-imports/import.resolver.js';
import { RestrictionResolver } from './restrictions/restriction.resolver.js';
import { CitizenRightsResolver, RightsRequestResolver } from './rights/rights-request.resolver.js';
import { StatisticsResolver } from './statistics/statistics.resolver.js';
import { TransparencyResolver } from './transparency/transparency.resolver.js';

/** What the running subgraph needs; without it only the SDL is of use (`print-schema`). */
export interface SubgraphParts {
  readonly container: ContainerType;
  readonly database: Database;
  readonly disclosureTickets: DisclosureVerifier;
}

/** The subgraph. */
export function privacySubgraph(parts?: SubgraphParts): Subgraph {
  return buildSubgraph<Context>({
    name: 'privacy',
    resolvers: [
      EditionResolver,
      DraftResolver,
      UserAgreementResolver,
      CitizenAgreementsResolver,
      PolicyImportResolver,
      ConsentResolver,
      WithdrawalResolver,
      CitizenResolver,
      DisclosureRequestResolver,
      RequestReasonsResolver,
      NoticeDelayResolver,
      DisclosedPersonResolver,
      LedgerResolver,
      ConsentProofResolver,
      DisclosureProofResolver,
      StaffReadProofResolver,
      InquiryResolver,
      RightsRequestResolver,
      CitizenRightsResolver,
      ErasureResolver,
      RestrictionResolver,
      RightsStepProofResolver,
      StatisticsResolver,
      ExportResolver,
      TransparencyResolver,
      LegalActResolver,
      LegalHoldResolver,
      LegalArticleResolver,
      LegalCitationResolver,
    ],
    orphanedTypes: [Citizen],
    references: parts === undefined ? unused : referencesOf(parts),
    ...(parts === undefined ? {} : { container: parts.container }),
  });
}

const referencesOf = ({ database, disclosureTickets }: SubgraphParts): References<Context> => ({
  PolicyEdition: editionReference('POLICY'),
  UserAgreementEdition: editionReference('USER_AGREEMENT'),
  Citizen: citizenReference,
  DisclosureRequest: disclosureRequestReference(database),
  DisclosedPerson: disclosedPersonReference(disclosureTickets, database),
});

const never = async (): Promise<null> => null;
/** The names alone, for printing the SDL. */
const unused: References<Context> = {
  PolicyEdition: never,
  UserAgreementEdition: never,
  Citizen: never,
  DisclosureRequest: never,
  DisclosedPerson: never,
};
