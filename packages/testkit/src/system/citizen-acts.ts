/** The documents a citizen's front-end sends, and what they give back. Amounts in tyiyn as decimal strings. */

export interface ShownEntry {
  readonly id: string;
  readonly bidderNumber: number;
  readonly state: string;
  readonly depositOrderUrl: string | null;
  readonly amountDue: string | null;
  readonly paymentDueAt: string | null;
  readonly certificateNumber: string | null;
}

export interface ShownPayment {
  readonly url: string;
  readonly amount: string;
  readonly dueAt: string;
}

export interface BidAnswer {
  readonly __typename: 'BidAccepted' | 'BidRefused';
  readonly bid?: {
    readonly id: string;
    readonly sequence: number;
    readonly bidderNumber: number;
    readonly amount: string;
  };
  readonly code?: string;
  readonly message?: string;
}

export interface ShownNotice {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly lot: { readonly id: string } | null;
}

export interface ShownEffects {
  readonly epoch: number | null;
  readonly effects: readonly { readonly code: string; readonly text: string }[];
  readonly bindingLots: readonly {
    readonly lot: { readonly id: string };
    readonly plateNumber: string;
    readonly reason: string;
    readonly amountDue: string | null;
  }[];
  readonly lots: readonly { readonly lot: { readonly id: string }; readonly code: string; readonly text: string }[];
  readonly payments: readonly {
    readonly entryId: string;
    readonly lot: { readonly id: string; readonly closesAt: string };
    readonly code: string;
    readonly text: string;
    readonly amount: string;
    readonly dueAt: string | null;
  }[];
  readonly notices: readonly {
    readonly kind: string;
    readonly name: string;
    readonly stops: boolean;
    readonly email: boolean | null;
    readonly sms: boolean | null;
    readonly paused: boolean;
    readonly pending: number;
  }[];
  readonly openSessions: number;
}

export interface ShownConsent {
  readonly state: string;
  readonly epoch: number;
  readonly receipt: string;
  readonly locale: string;
  readonly textSha256: string;
  readonly edition: { readonly number: number };
}

export interface ConsentChange {
  readonly consent: ShownConsent;
  readonly acknowledgements: readonly {
    readonly service: string;
    readonly epoch: number;
    readonly appliedAt: string | null;
    readonly latencyMs: number | null;
  }[];
}

const REFUSAL = '... on Refusal { code message }';
const ENTRY = 'id bidderNumber state depositOrderUrl amountDue paymentDueAt certificateNumber';
const CONSENT = 'state epoch receipt locale textSha256 edition { number }';
const CHANGED = `... on ConsentChanged {
  consent { ${CONSENT} }
  acknowledgements { service epoch appliedAt latencyMs }
}`;

export const ENTER_LOT = `mutation EnterLot($lotId: ID!) {
  enterLot(lotId: $lotId) { __typename ... on Entry { ${ENTRY} } ${REFUSAL} }
}`;

export const MY_ENTRY = `query MyEntry($lotId: ID!) { lot(id: $lotId) { myEntry { ${ENTRY} } } }`;

export const PLACE_BID = `mutation PlaceBid($lotId: ID!, $amount: Money!, $key: ID!) {
  placeBid(lotId: $lotId, amount: $amount, key: $key) {
    __typename ... on BidAccepted { bid { id sequence bidderNumber amount } } ${REFUSAL}
  }
}`;

export const PAY_FOR_LOT = `mutation PayForLot($lotId: ID!) {
  payForLot(lotId: $lotId) { __typename ... on PaymentOrder { url amount dueAt } ${REFUSAL} }
}`;

export const INBOX = `query Inbox {
  me { inbox(first: 100) { edges { node { id kind title body lot { id } } } } }
}`;

export interface ShownReservation {
  readonly until: string;
  readonly running: boolean;
  /** The bank's page; null when the bank has not given it yet. */
  readonly orderUrl: string | null;
}

export const RESERVE_LOT = `mutation ReserveLot($lotId: ID!, $key: ID!) {
  reserveLot(lotId: $lotId, key: $key) { __typename ... on Reservation { until running orderUrl } ${REFUSAL} }
}`;

export const CONSENTS = `query Consents { me { consents(first: 100) { edges { node { ${CONSENT} } } } } }`;

export const WITHDRAWAL_EFFECTS = `query WithdrawalEffects {
  withdrawalEffects {
    epoch openSessions effects { code text } bindingLots { lot { id } plateNumber reason amountDue }
    lots { lot { id } code text } payments { entryId lot { id closesAt } code text amount dueAt } notices { kind name stops email sms paused pending }
  }
}`;

export const WITHDRAW_CONSENT = `mutation WithdrawConsent($reason: String) {
  withdrawConsent(reason: $reason) { __typename ${CHANGED} ${REFUSAL} }
}`;

export const POLICY_IN_FORCE = `query PolicyInForce($locale: Locale!) {
  currentPolicy { number text(locale: $locale) { sha256 } }
}`;

export const AGREEMENT_IN_FORCE = `query AgreementInForce($locale: Locale!) {
  currentUserAgreement { number text(locale: $locale) { sha256 } }
}`;

export const ACCEPT_AGREEMENT = `mutation AcceptUserAgreement($edition: Int!, $locale: Locale!, $textSha256: String!) {
  acceptUserAgreement(edition: $edition, locale: $locale, textSha256: $textSha256) { __typename ... on UserAgreementAcceptance { edition } ${REFUSAL} }
}`;

export const GIVE_CONSENT = `mutation GiveConsent($edition: Int!, $locale: Locale!, $textSha256: String!) {
  giveConsent(edition: $edition, locale: $locale, textSha256: $textSha256) { __typename ${CHANGED} ${REFUSAL} }
}`;
