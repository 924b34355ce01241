import { aLot, aStaff, type TestCitizen, type TestSystem, waitFor } from '@belgi/testkit';
import { type Figure, percentile } from '../figure.js';
import { bidders, placeBid } from '../people.js';

const SIZES = { slice: 12, full: 400 } as const;
const TYIYN = 100n;
/** A bidder may make 5 bids a second for long; two take turns, so 100 ms between bids stays below. */
const BETWEEN_BIDS_MS = 110;

/** Two bidders outbid each other; each is told by mail and by SMS. */
export const notices: Figure = {
  name: 'notices',
  question: 'How long from the bid that outbids you until mail and SMS say so?',
  async measure(system, size, say) {
    const rounds = SIZES[size];
    const auctioneer = await aStaff(system).withRole('AUCTIONEER');
    const lot = await aLot(system).closing({ hours: 2 }).open(auctioneer);
    say('2 bidders register, prove their PIN and pay a deposit');
    const people = await bidders(system, lot, 2);

    await untilNothingIsSent(system);
    const outbidAt = new Map<string, { at: string; who: TestCitizen }>();
    let amount = lot.startPrice;
    for (let round = 0; round < rounds; round++) {
      const { bid, code } = await placeBid(people[round % 2] as TestCitizen, lot.id, amount);
      if (bid === null) throw new Error(`a bid was refused: ${code}`);
      if (round > 0) outbidAt.set(priceText(amount), { at: bid.at, who: people[(round + 1) % 2] as TestCitizen });
      amount += lot.step;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_BIDS_MS));
    }
    const mail = await delays(system, outbidAt, ({ who }) => who.email ?? '');
    const sms = await delays(system, outbidAt, ({ who }) => who.phone);
    return [
      { what: 'people outbid and told', value: outbidAt.size, unit: '' },
      { what: 'bid to mail, p50', value: percentile(mail, 0.5), unit: 'ms' },
      { what: 'bid to mail, p99', value: percentile(mail, 0.99), unit: 'ms' },
      { what: 'bid to SMS, p50', value: percentile(sms, 0.5), unit: 'ms' },
      { what: 'bid to SMS, p99', value: percentile(sms, 0.99), unit: 'ms' },
    ];
  },
};

/** Other figures leave thousands of notices behind: what is measured here is not how long those take. */
async function untilNothingIsSent(system: TestSystem): Promise<void> {
  const seen = { messages: -1 };
  await waitFor(async () => {
    const before = seen.messages;
    seen.messages = (await system.mailbox.messages()).length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return before === seen.messages;
  }, DEADLINE_MS);
}

/** As the English text of the notice writes it; every round has a price of its own. */
const priceText = (tyiyn: bigint): string => `now ${(tyiyn / TYIYN).toLocaleString('en-GB')} som`;

const PRICE = /now [\d,]+ som/;
/** Longer than anybody would call telling; what is missing then is missing. */
const DEADLINE_MS = 60_000;

/** Waits for one message per price and gives each one's delay in ms. @throws when one is missing or came twice */
async function delays(
  system: TestSystem,
  outbidAt: ReadonlyMap<string, { at: string; who: TestCitizen }>,
  addressOf: (citizen: TestCitizen) => string,
): Promise<number[]> {
  const people = [...new Set([...outbidAt.values()].map(({ who }) => addressOf(who)))];
  const told = await waitFor(async () => {
    const messages = (await Promise.all(people.map((address) => system.mailbox.messages(address)))).flat();
    const outbid = messages.filter(({ text }) => PRICE.test(text));
    return outbid.length >= outbidAt.size && outbid;
  }, DEADLINE_MS);
  if (told.length > outbidAt.size) throw new Error(`${told.length} messages told ${outbidAt.size} people`);
  return [...outbidAt].map(([price, { at }]) => {
    const message = told.find(({ text }) => text.includes(price));
    if (message === undefined) throw new Error(`nobody was told that the price is ${price}`);
    return Date.parse(message.at) - Date.parse(at);
  });
}
