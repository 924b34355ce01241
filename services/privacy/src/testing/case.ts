import type { DataCategory } from '@belgi/contracts';
import { newId } from '@belgi/contracts';
import { decideRequest } from '../disclosures/decide-request.js';
import type { Filing } from '../disclosures/disclosure.js';
import { type CaseParts, type Filer, fileRequest } from '../disclosures/file-request.js';
import type { Period } from '../disclosures/period.js';
import { prepareDecision } from '../disclosures/prepare-decision.js';
import type { RemovalWish } from '../disclosures/removals.js';
import type { KeptGrant, KeptRequest } from '../disclosures/requests.store.js';
import { storeLetter } from '../disclosures/store-letter.js';
import type { DelayWish } from '../notice-delays/notice-delay.js';

/** The smallest thing that is a PDF. */
export const LETTER = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
export const PIN = '20101199000001';
export const OTHER_PIN = '10202198500002';

export const filing: Filing = {
  agencyName: 'Body of inquiry',
  unit: 'Department of inquiry',
  channel: null,
  officer: 'Officer who signed',
  letterNumber: '12/34',
  letterDate: '2025-01-15',
  legalAct: { code: 'KG-2008-58', article: '24' },
  duty: 'Inquiry 678',
  categories: ['NAME', 'ADDRESS', 'PHONE', 'CONSENT_HISTORY'],
  pins: [PIN],
  period: { from: '2024-01-01', until: '2025-01-15' },
  urgency: 'ORDINARY',
  termDays: 30,
  readsCap: 5,
};

/** What a request has beside its words. */
export const onPaper = { agencyId: null, locale: 'EN' } as const;

/** For tests: an agency as it files. */
export const filerOf = (id: string, name = filing.agencyName) => ({ kind: 'AGENCY', id, name }) as const;

/** For tests: a decision that says nothing of its own. */
export const asPrepared = {
  categories: undefined,
  period: undefined,
  termDays: undefined,
  readsCap: undefined,
  validFrom: undefined,
  removals: [],
  delay: undefined,
} as const;

/** For tests: a letter is sent and a request filed on it. */
export async function fileCase(parts: CaseParts, filer: Filer, change: Partial<Filing> = {}): Promise<KeptRequest> {
  const letter = await storeLetter(parts, LETTER, filer);
  if (letter === undefined) throw new Error('the letter was refused');
  return kept(await fileRequest(parts, filer, { ...filing, ...change, ...onPaper, letterId: letter.letterFileId }));
}

/** For tests: filed by the agency, prepared by one officer, decided by another. */
export async function grantTo(
  parts: CaseParts,
  agencyId: string,
  grant: {
    categories?: DataCategory[];
    termDays?: number;
    readsCap?: number;
    validFrom?: Date;
    pins?: string[];
    period?: Period;
    removals?: RemovalWish[];
    delay?: DelayWish;
  } = {},
): Promise<KeptGrant & { readonly requestId: string }> {
  const { categories = ['NAME', 'CONSENT_HISTORY'], termDays = 10, readsCap = 2, validFrom, pins = [PIN] } = grant;
  const { period, removals = [], delay = null } = grant;
  const request = await fileCase(parts, filerOf(agencyId), { pins });
  kept(
    await prepareDecision(parts, newId(), request.id, {
      ...{ categories, termDays, readsCap, reason: 'as far as needed', period, removals, delay },
    }),
  );
  const wish = { ...asPrepared, categories, termDays, readsCap, reason: 'agreed', validFrom };
  const decided = kept(await decideRequest(parts, newId(), request.id, wish));
  if (decided.grant === null) throw new Error('nothing was granted');
  return { ...decided.grant, requestId: request.id };
}

export function kept<T extends object>(outcome: T | string): T {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

/** For tests: the input of a request as an agency sends it over the graph. */
export const filedOverGraph = (letterFileId: string, period: Period) => ({
  letterFileId,
  agencyName: 'Ministry of Education',
  officer: 'Who signed',
  letterNumber: '7/2026',
  letterDate: '2026-01-15',
  unit: 'Department 3',
  legalAct: { code: 'KG-2008-58', article: '24' },
  legalBasis: 'what an agency calls it',
  period,
  urgency: 'URGENT',
  duty: 'Inquiry 12',
  categories: ['NAME', 'PHONE', 'CONSENT_HISTORY', 'BID_HISTORY'],
  subjectPins: [PIN],
});

/** What stands on record of it; the period beside. */
export const FILED_OVER_GRAPH = {
  ...{ state: 'SUBMITTED', stateReason: null, subjects: 1, officer: 'Who signed', unit: 'Department 3' },
  ...{ channel: 'API', urgency: 'URGENT' },
  legalBasis: 'Law of the Kyrgyz Republic on information of a personal nature, article 24',
  legalAct: {
    ...{ code: 'KG-2008-58', revision: 1, article: '24' },
    title: 'Transfer of data to a third party, and notice to the person',
  },
};

/** A name that is left out, because the agency knows it. */
export const KNOWN = { kind: 'CATEGORY', category: 'NAME', reason: 'known to them' };
