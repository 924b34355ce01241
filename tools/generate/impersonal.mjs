/**
 * What holds nothing of a person, and why. Everything else that the graph answers is personal until its fields say
 * what they are: the default is to ask. A name leaves these lists when it leaves the graph.
 */

/** Object types about things. One that is reached only through a person does not belong here. */
export const IMPERSONAL_TYPES = /** @type {Readonly<Record<string, string>>} */ ({
  Agency: 'a state body, as registered',
  ClosingProtocol: 'hashes and addresses of a public document, in which bidders are numbers of one lot',
  DelayedNotices: 'numbers',
  DisclosureDecision: 'what was decided on a letter; its reason is declared',
  DisclosureGrant: 'the bounds of a permission; names nobody',
  DisclosurePeriod: 'two days',
  DisclosureProposal: 'what was prepared on a letter; its reason is declared',
  DisclosureRemoval: 'what was left out of a letter; its reason and the digits of a PIN are declared',
  DisclosureRequest: 'a letter of a state body; who signed it is declared',
  Ledger: 'hashes',
  LedgerProof: 'hashes',
  LegalAct: 'a law as the registry has it',
  LegalCitation: 'a place in a law',
  LegalArticle: 'a part of a law',
  LegalHold: 'what must not be deleted and on which article; on whom, and why, is declared',
  Lot: 'a thing on sale; whoever is signed in finds their entry in it, which is declared',
  NoticeDelay: 'bounds of a delay; its reason is declared',
  Plate: 'a combination of signs',
  SimilarSale: 'what a thing was sold for; to whom is not told',
  StepBand: 'a rule of a lot',
  PolicyAccepted: 'a ticket of somebody nobody knows yet: nothing is stored',
  PolicyDraft: 'a document in the making; who wrote it is not told',
  PolicyDraftReturn: 'a remark on a document',
  EditionNotices: 'counts of an announcement',
  UserAgreementEdition: 'a published document',
  PolicyClause: 'a place of a document',
  PolicyClauseChange: 'what happened to a place of a document',
  PolicyWords: 'words of a document',
  PolicyImportFault: 'a remark on a line of a document',
  PolicyEdition: 'a published document',
  PolicyText: 'a published document',
  ProposedNoticeDelay: 'bounds of a delay; its reason is declared',
  StatisticsCell: 'a number behind which at least ten people stand, or none',
  StatisticsRelease: 'a published document',
  StatisticsRow: 'numbers',
  StatisticsTable: 'numbers',
  StatisticsWindow: 'numbers',
  TransparencyReport: 'a published document',
  TransparencyRow: 'numbers',
  TransparencyTable: 'numbers',
});

/** Fields whose name speaks of persons and which hold nothing of one. */
export const IMPERSONAL_FIELDS = /** @type {Readonly<Record<string, string>>} */ ({
  'DisclosureGrant.subjects': 'how many, never who',
  'DisclosureProposal.subjects': 'how many, never who',
  'DisclosureRequest.subjects': 'how many, never who',
  'PolicyDraft.document': 'which of the two documents it is of',
});
