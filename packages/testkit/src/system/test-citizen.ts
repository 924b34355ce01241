import { randomUUID } from 'node:crypto';
import {
  type Applicant,
  accepted,
  type GraphClient,
  type Message,
  refreshSession,
  type SessionTokens,
  signIn,
  verifyAtPortal,
} from '@belgi/local';
import { waitFor } from '../wait-for.js';
import * as acts from './citizen-acts.js';
import type { TestSystem } from './create-system.js';
import type { TestLot } from './lot.js';

type Lot = Pick<TestLot, 'id'>;

/** A citizen who has an account, with the session they are in; what they do, they do through the gateway. */
export class TestCitizen {
  #hasAccepted = false;

  constructor(
    private readonly system: TestSystem,
    readonly who: Applicant,
    public session: SessionTokens,
  ) {}

  get id(): string {
    return this.session.citizenId;
  }

  /** The graph as this citizen, in their language. */
  get graph(): GraphClient {
    return this.system.graph.speaking(this.who.locale).withToken(this.session.accessToken);
  }

  /** A new session under the same password; the old one stays whatever it is. */
  async signsIn(): Promise<this> {
    this.session = await signIn(this.system.graph.speaking(this.who.locale), this.who.phone, this.who.password);
    return this;
  }

  /** The next tokens of the same session. @throws RefusedError when it has ended */
  async refreshes(): Promise<this> {
    this.session = await refreshSession(this.system.graph.speaking(this.who.locale), this.session.refreshToken);
    return this;
  }

  /** Proves the PIN at the portal. */
  async verifies(): Promise<this> {
    await verifyAtPortal(this.graph, this.who);
    return this.becomesVerified();
  }

  /** Waits until account and auction know that the portal has vouched for the PIN. */
  async becomesVerified(): Promise<this> {
    await waitFor(async () => (await this.graph.ask('query Me { me { pinVerified } }')).me.pinVerified);
    if (this.system.local.running.includes('auction')) await waitFor(() => this.#isVerifiedForAuction());
    return this;
  }

  /** The fact is under way to auction for some milliseconds: a person takes longer to their next click, a test does not. */
  async #isVerifiedForAuction(): Promise<boolean> {
    const bidder = await this.system.databases.auction.one<{ pin_verified: boolean }>(
      '/* test.bidder */ SELECT pin_verified FROM bidders WHERE id = $1',
      [this.id],
    );
    return bidder?.pin_verified ?? false;
  }

  /** Reads the user agreement in force and accepts it. @throws RefusedError */
  async accepts(): Promise<this> {
    const { locale } = this.who;
    const { currentUserAgreement } = await this.graph.ask(acts.AGREEMENT_IN_FORCE, { locale });
    const { number: edition, text } = currentUserAgreement;
    const wish = { edition, locale, textSha256: text.sha256 };
    accepted('acceptUserAgreement', (await this.graph.ask(acts.ACCEPT_AGREEMENT, wish)).acceptUserAgreement);
    this.#hasAccepted = true;
    return this;
  }

  /** Accepts the user agreement first, once, as a front-end would have them do. @throws RefusedError */
  async enters(lot: Lot): Promise<acts.ShownEntry> {
    if (!this.#hasAccepted) await this.accepts();
    return this.entersAsTheyAre(lot);
  }

  /** Whatever they have accepted. @throws RefusedError */
  async entersAsTheyAre(lot: Lot): Promise<acts.ShownEntry> {
    return accepted('enterLot', (await this.graph.ask(acts.ENTER_LOT, { lotId: lot.id })).enterLot);
  }

  /** The own entry as it stands; null: not entered. */
  async entryIn(lot: Lot): Promise<acts.ShownEntry | null> {
    return (await this.graph.ask(acts.MY_ENTRY, { lotId: lot.id })).lot.myEntry;
  }

  /** Waits until the own entry is in this state. */
  async reaches(lot: Lot, state: string): Promise<acts.ShownEntry> {
    return waitFor(async () => {
      const entry = await this.entryIn(lot);
      return entry?.state === state && entry;
    });
  }

  /** Enters and pays the deposit at the bank, until it counts. @returns the deposit's page at the bank */
  async takesPartIn(lot: Lot): Promise<string> {
    const { depositOrderUrl } = await this.enters(lot);
    if (depositOrderUrl === null) throw new Error('the bank has not given the order yet');
    await this.system.bank.pay(depositOrderUrl);
    await this.reaches(lot, 'ENTERED');
    return depositOrderUrl;
  }

  /** Bids this amount of tyiyn; a refusal is an answer as well. */
  async bids(lot: Lot, amount: bigint, key: string = randomUUID()): Promise<acts.BidAnswer> {
    return (await this.graph.ask(acts.PLACE_BID, { lotId: lot.id, amount: String(amount), key })).placeBid;
  }

  /** Reserves a lot at a fixed price. @returns where to pay for it @throws RefusedError */
  async reserves(lot: Lot, key: string = randomUUID()): Promise<string> {
    const { reserveLot } = await this.graph.ask(acts.RESERVE_LOT, { lotId: lot.id, key });
    const { orderUrl } = accepted('reserveLot', reserveLot) as acts.ShownReservation;
    if (orderUrl === null) throw new Error('the bank has not given the order yet');
    return orderUrl;
  }

  /** Where to pay for a lot that was won. @throws RefusedError */
  async asksToPayFor(lot: Lot): Promise<acts.ShownPayment> {
    return accepted('payForLot', (await this.graph.ask(acts.PAY_FOR_LOT, { lotId: lot.id })).payForLot);
  }

  /** Newest first. */
  async inbox(): Promise<readonly acts.ShownNotice[]> {
    const { me } = await this.graph.ask(acts.INBOX);
    return me.inbox.edges.map(({ node }: { node: acts.ShownNotice }) => node);
  }

  /** The notices of a kind about a lot, as soon as there is one; newest first. */
  async findsInInbox(kind: string, lot?: Lot): Promise<readonly acts.ShownNotice[]> {
    const about = (notice: acts.ShownNotice) => notice.kind === kind && (!lot || notice.lot?.id === lot.id);
    return waitFor(async () => {
      const found = (await this.inbox()).filter(about);
      return found.length > 0 && found;
    });
  }

  /** The newest e-mail that fits, as soon as there is one. */
  getsMail(pattern: RegExp): Promise<Message> {
    if (this.who.email === null) throw new Error('this citizen gave no e-mail address');
    return this.system.mailbox.waitFor(this.who.email, pattern);
  }

  /** The newest SMS that fits, as soon as there is one. */
  getsSms(pattern: RegExp): Promise<Message> {
    return this.system.mailbox.waitFor(this.who.phone, pattern);
  }

  /** The history of consent, newest first. */
  async consents(): Promise<readonly acts.ShownConsent[]> {
    const { me } = await this.graph.ask(acts.CONSENTS);
    return me.consents.edges.map(({ node }: { node: acts.ShownConsent }) => node);
  }

  /** What withdrawing would mean now. */
  async asksWhatLeavingMeans(): Promise<acts.ShownEffects> {
    return (await this.graph.ask(acts.WITHDRAWAL_EFFECTS)).withdrawalEffects;
  }

  /** @throws RefusedError */
  async withdraws(reason?: string): Promise<acts.ConsentChange> {
    return accepted('withdrawConsent', (await this.graph.ask(acts.WITHDRAW_CONSENT, { reason })).withdrawConsent);
  }

  /** Reads the edition in force and agrees to it. @throws RefusedError */
  async agrees(): Promise<acts.ConsentChange> {
    const { locale } = this.who;
    const { currentPolicy } = await this.graph.ask(acts.POLICY_IN_FORCE, { locale });
    const agreement = { edition: currentPolicy.number, locale, textSha256: currentPolicy.text.sha256 };
    return accepted('giveConsent', (await this.graph.ask(acts.GIVE_CONSENT, agreement)).giveConsent);
  }
}
