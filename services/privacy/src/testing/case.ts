import type { DataCategory } from '@belgi/contracts';
import { newId } from '@belgi/contracts';
import { decideRequest, prepareDecision } from '../disclosures/decide-request.js';
import type { Filing } from '../disclosures/disclosure.js';
import { type CaseParts, type Filer, fileRequest } from '../disclosures/file-request.js';
import type { KeptGrant, KeptRequest } from '../disclosures/requests.store.js';
import { storeLetter } from '../disclosures/store-letter.js';

/** The smallest thing that is a PDF. */
export const LETTER = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
export const PIN = '20101199000001';
export const OTHER_PIN = '10202198500002';

export const filing: Filing = {
  agencyName: 'Body of inquiry',
  officer: 'Officer who signed',
  letterNumber: '12/34',
  letterDate: '2025-01-15',
  legalBasis: 'Act, article 5',
  duty: 'Inquiry 678',
  categories: ['NAME', 'ADDRESS', 'PHONE', 'CONSENT_HISTORY'],
  pins: [PIN],
  termDays: 30,
  readsCap: 5,
};

/** For tests: a letter is sent and a request filed on it. */
export async function fileCase(parts: CaseParts, filer: Filer, change: Partial<Filing> = {}): Promise<KeptRequest> {
  const letter = await storeLetter(parts, LETTER, filer);
  if (letter === undefined) throw new Error('the letter was refused');
  return kept(await fileRequest(parts, filer, { ...filing, ...change, letterId: letter.letterFileId, agencyId: null }));
}

/** For tests: filed by the agency, prepared by one officer, decided by another. */
export async function grantTo(
  parts: CaseParts,
  agencyId: string,
  grant: { categories?: DataCategory[]; termDays?: number; readsCap?: number; validFrom?: Date; pins?: string[] } = {},
): Promise<KeptGrant & { readonly requestId: string }> {
  const { categories = ['NAME', 'CONSENT_HISTORY'], termDays = 10, readsCap = 2, validFrom, pins = [PIN] } = grant;
  const request = await fileCase(parts, { kind: 'AGENCY', id: agencyId, name: filing.agencyName }, { pins });
  kept(
    await prepareDecision(parts, newId(), request.id, { categories, termDays, readsCap, reason: 'as far as needed' }),
  );
  const wish = { categories, termDays, readsCap, reason: 'agreed', validFrom };
  const decided = kept(await decideRequest(parts, newId(), request.id, wish));
  if (decided.grant === null) throw new Error('nothing was granted');
  return { ...decided.grant, requestId: request.id };
}

export function kept<T extends object>(outcome: T | string): T {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}
