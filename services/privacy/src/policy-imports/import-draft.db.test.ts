import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findDraft, listDrafts } from '../editions/drafts.store.js';
import { MAX_TEXT_CHARS } from '../editions/edition.type.js';
import { submitDraft, writeDraft } from '../editions/write-draft.js';
import { kept } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { importDraft } from './import-draft.js';
import { importFile } from './import-file.js';

let fixture: Fixture;
let folder: string;
beforeAll(async () => {
  fixture = await createFixture();
  folder = await mkdtemp(join(tmpdir(), 'policy-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await fixture.close();
});

const officer = newId();
const plain = (text: string, draftId?: string) => ({ text, draftId, locale: 'RU', format: 'PLAIN_TEXT' }) as const;
const drafts = async () => (await listDrafts(fixture.database, 100)).length;

it('makes a draft of a document, and adds the other languages to it', async () => {
  const { database } = fixture;
  const draft = await importDraft(database, officer, plain('1. Общее\n1.1. Слова.'));
  if ('code' in draft) throw new Error(draft.code);
  expect(draft).toMatchObject({ state: 'DRAFT', material: true, writtenBy: officer });
  const wish = { text: '## 1. Жалпы\n\n1.1. Сөздөр.', draftId: draft.id, locale: 'KY', format: 'MARKDOWN' } as const;
  expect(await importDraft(database, officer, wish)).toMatchObject({
    id: draft.id,
    texts: { RU: '## 1. Общее\n\n1.1. Слова.\n', KY: '## 1. Жалпы\n\n1.1. Сөздөр.\n' },
  });
  const refused = (code: string) => ({ code, faults: [] });
  expect(await importDraft(database, newId(), plain('1.1. Чужое', draft.id))).toEqual(refused('DRAFT_NOT_YOURS'));
  expect(await importDraft(database, officer, plain('1.1. Ничьё', newId()))).toEqual(refused('DRAFT_UNKNOWN'));
  kept(
    await writeDraft(database, officer, {
      id: draft.id,
      texts: { EN: 'e' },
      material: undefined,
      effectiveAt: undefined,
    }),
  );
  kept(await submitDraft(database, officer, draft.id));
  expect(await importDraft(database, officer, plain('1.1. Поздно', draft.id))).toEqual(refused('DRAFT_NOT_OPEN'));
});

it('writes nothing of a document with faults, of an empty one and of one that is too long', async () => {
  const before = await drafts();
  expect(await importDraft(fixture.database, officer, plain('1.1. Раз\n1.1. Два'))).toEqual({
    code: 'TEXT_NOT_IMPORTED',
    faults: [{ line: 2, code: 'NUMBER_REPEATED' }],
  });
  expect(await importDraft(fixture.database, officer, plain(' \n'))).toMatchObject({ code: 'TEXT_EMPTY' });
  const long = (sign: string, count: number) => importDraft(fixture.database, officer, plain(sign.repeat(count)));
  expect(await long('я', MAX_TEXT_CHARS + 1)).toMatchObject({ code: 'TEXT_TOO_LONG' });
  // Each sign takes two when it is escaped.
  expect(await long('*', MAX_TEXT_CHARS - 1)).toMatchObject({ code: 'TEXT_TOO_LONG' });
  expect(await drafts()).toBe(before);
});

it('takes a file of operations, which is nobody’s until an officer takes it up', async () => {
  const { database } = fixture;
  const file = join(folder, 'policy.txt');
  await writeFile(file, '\ufeff1. Общее\r\n1.1. Слова:\r\nа) одно;\r\nб) другое.\r\n');
  const wish = { file, locale: 'RU', format: 'PLAIN_TEXT' } as const;
  expect(await importFile(database, { ...wish, dryRun: true })).toEqual({ draftId: null, clauses: 4 });
  const report = await importFile(database, { ...wish, dryRun: false });
  if (!('draftId' in report) || report.draftId === null) throw new Error('not imported');
  expect(await findDraft(database, report.draftId)).toMatchObject({ writtenBy: null, state: 'DRAFT' });
  const others = { id: report.draftId, texts: { KY: 'к', EN: 'e' }, material: undefined, effectiveAt: undefined };
  expect(kept(await writeDraft(database, officer, others)).writtenBy).toBe(officer);
  expect(await importFile(database, { ...wish, draftId: report.draftId, dryRun: false })).toMatchObject({
    code: 'DRAFT_NOT_YOURS',
  });
});

it('names the lines of a file that is no text', async () => {
  const file = join(folder, 'policy.md');
  await writeFile(file, Buffer.concat([Buffer.from('# Policy\n\n1.1. '), Buffer.from([0xcf, 0xe0])]));
  expect(await importFile(fixture.database, { file, locale: 'RU', format: 'MARKDOWN', dryRun: false })).toMatchObject({
    code: 'TEXT_NOT_IMPORTED',
    faults: [{ line: 3, code: 'CHARACTER_NOT_ALLOWED', message: expect.stringContaining('character') }],
  });
});
