import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../canonical-json.js';
import { formatKeys, type ReceiptKey, type TrustedKeys } from '../keys.js';
import type { SealClaims } from '../protocol/check-protocol.js';
import type { LineBody, ProtocolPolicy } from '../protocol/lines.js';
import { formatProtocol, SEAL_TYPE } from '../protocol/protocol-file.js';
import { jws } from './files.js';

export const LOT_ID = '0198c0de-0000-7000-8000-00000000000a';
/** Milliseconds since 1970: bidding opens, and goes on for an hour. */
export const OPENS = Date.UTC(2026, 10, 25, 6);
export const at = (minutes: number): string => new Date(OPENS + minutes * 60_000).toISOString();

const POLICY: ProtocolPolicy = {
  ...{ version: 1, step: '50000', stepBands: [{ from: '1000000', step: '100000' }], depositShareBasisPoints: 1_000 },
  ...{ paymentDays: 5, requireVerifiedPin: true, jumpLimitSteps: 10 },
  ...{ softCloseWindowSeconds: 300, softCloseExtensionSeconds: 300, secondOffer: true, reminderHours: [24] },
  ...{ strikeLimit: 3, strikeBlockMonths: 6, reservationSeconds: 900 },
};

type Terms = Extract<LineBody, { kind: 'TERMS' }>;
export const terms = (others: Partial<Terms> = {}): Terms => ({
  ...{
    kind: 'TERMS',
    lotId: LOT_ID,
    plate: '01 KG 777 AAA',
    saleMode: 'AUCTION',
    startPrice: '800000',
    deposit: '80000',
  },
  ...{ opensAt: at(0), closesAt: at(60), hardStopAt: at(66), policy: POLICY },
  ...others,
});
export const bid = (sequence: number, bidderNumber: number, amount: string, minutes: number, automatic = false) =>
  ({ kind: 'BID', sequence, bidderNumber, amount, automatic, at: at(minutes) }) as const;
export const extended = (minutes: number) => ({ kind: 'EXTENDED', closesAt: at(minutes) }) as const;
const ended = (winner: [number, string] | null, runnerUp: [number, string] | null, numbers: number[]): LineBody[] => {
  const placed = (one: [number, string] | null) => one && { bidderNumber: one[0], price: one[1] };
  return [
    { kind: 'ENTRIES', bidderNumbers: numbers },
    { kind: 'RESULT', winner: placed(winner), runnerUp: placed(runnerUp) },
  ];
};

/** Two who bid by hand and once by the system, through a pause and two moves of the end. */
export const AUCTION: readonly LineBody[] = [
  terms(),
  bid(1, 20_000, '800000', 1),
  { kind: 'PAUSED', reason: 'жооп жок', at: at(2) },
  { kind: 'RESUMED', at: at(12), closesAt: at(70), hardStopAt: at(76) },
  bid(2, 30_000, '950000', 13),
  bid(3, 20_000, '1000000', 67),
  extended(72),
  bid(4, 30_000, '1100000', 71.5, true),
  extended(76),
  { kind: 'CLOSED', at: at(76) },
  ...ended([30_000, '1100000'], [20_000, '1000000'], [10_000, 20_000, 30_000]),
];

/** One lets a reservation run out, another buys. */
export const SALE: readonly LineBody[] = [
  terms({ saleMode: 'FIXED_PRICE', deposit: '0' }),
  { kind: 'RESERVED', at: at(1), until: at(16) },
  { kind: 'RESERVATION_ENDED', at: at(16) },
  { kind: 'RESERVED', at: at(59), until: at(74) },
  { kind: 'SOLD', until: at(74), at: at(73) },
  ...ended([30_000, '800000'], null, [20_000, 30_000]),
];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const withFeeds = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

/** Lines as texts, each with its number and the hash of the one before it. */
export function chained(bodies: readonly LineBody[]): string[] {
  const texts: string[] = [];
  for (const body of bodies) {
    const last = texts.at(-1);
    const place = { number: texts.length + 1, previous: last === undefined ? null : sha256(last) };
    texts.push(canonicalJson({ ...body, ...place } as unknown as JsonValue));
  }
  return texts;
}

/** Who seals protocols, with the keys by which that is checked. */
export function testSealer() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const key: ReceiptKey = { kid: 'k1', x };
  const trusted: TrustedKeys = { logs: [], witnesses: [], receipts: [], protocols: [key] };
  return { key, privateKey, trusted };
}
export type TestSealer = ReturnType<typeof testSealer>;

export interface Sealed {
  readonly lotId: string;
  readonly lines: readonly string[];
  readonly hashes: readonly string[];
  readonly seal: string;
  readonly keys: readonly string[];
}

/** What the auction gives out, before anybody changed it. @param head of the chain, where it is not that of the last line */
export function sealed(sealer: TestSealer, lines: readonly string[], change: Partial<SealClaims> = {}): Sealed {
  const hashes = lines.map(sha256);
  const claims: SealClaims = {
    ...{ lot_id: LOT_ID, lines: lines.length, last_sequence: 0, protocol_sha256: sha256(withFeeds(lines)) },
    ...{ chain_sha256: hashes.at(-1) ?? '', hashes_sha256: sha256(withFeeds(hashes)), signed_at: at(77) },
    ...change,
  };
  const seal = jws(sealer.privateKey as KeyObject, claims, { typ: SEAL_TYPE });
  const keys = formatKeys({ logs: [], witnesses: [], receipts: [], protocols: [sealer.key] });
  return { lotId: LOT_ID, lines, hashes, seal, keys };
}

export const fileOf = (protocol: Sealed): Uint8Array => new TextEncoder().encode(formatProtocol(protocol));
