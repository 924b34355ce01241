import { expect, it } from 'vitest';
import { checkProof } from './check.js';
import { languageOf, languages, tell } from './tell.js';
import { ENTRY, proofFile, testLog } from './testing/files.js';
import { frameWords } from './words/frame.js';
import { kindWords } from './words/kinds.js';
import { labelWords } from './words/labels.js';
import { wrongWords } from './words/wrong.js';

const log = testLog();
const checked = await checkProof(await proofFile(log), log.trusted);

it('says what was proved, in each language', () => {
  expect(tell(checked, 'en')).toMatchObject({
    verdict: 'PROVED',
    title: 'Proved.',
    sentences: [
      'Consent was given.',
      'In the ledger “belgi.test/ledger”, at place 6 of 11.',
      'This state of the ledger is signed by the ledger, and confirmed by the witness “witness.test” at 2026-11-25T06:30:00.000Z.',
      'The receipt of the consent is signed and says what the entry says.',
    ],
  });
  expect(tell(checked, 'ru').sentences[0]).toBe('Согласие дано.');
  expect(tell(checked, 'ky').sentences[0]).toBe('Макулдук берилген.');
  expect(tell(checked, 'en').facts).toContainEqual(['SHA-256 of the text shown', ENTRY.data.textSha256]);
  expect(tell(checked, 'ru').facts).toContainEqual(['Редакция политики', '1']);
});

it('warns when the keys came out of the file', async () => {
  const told = tell(await checkProof(await proofFile(log)), 'en');
  expect(told.verdict).toBe('OWN_KEYS');
  expect(told.sentences[0]).toMatch(/forged/);
});

it('parts what is wrong from what could not be checked, and names the code', () => {
  expect(tell({ ok: false, wrong: 'ROOT_DIFFERS' }, 'en')).toMatchObject({ verdict: 'WRONG', title: 'Not proved.' });
  expect(tell({ ok: false, wrong: 'ED25519_UNSUPPORTED' }, 'en').verdict).toBe('UNTESTED');
  expect(tell({ ok: false, wrong: 'ROOT_DIFFERS' }, 'ky').sentences[0]).toMatch(/\(ROOT_DIFFERS\)$/);
});

it('shows an entry of an unheard-of kind by its own names', async () => {
  const entry = { ...ENTRY, kind: 'SOMETHING_NEW', data: { colour: ['a', null, { b: 1 }] } };
  const file = await proofFile(log, { entry, evidence: { receipt: undefined as never } });
  const told = tell(await checkProof(file, log.trusted), 'en');
  expect(told.sentences[0]).toMatch(/does not know/);
  expect(told.facts).toContainEqual(['colour', 'a, –, {"b":1}']);
});

it('has every word in every language', () => {
  for (const words of [kindWords, labelWords, wrongWords, frameWords].flatMap((all) => Object.entries(all)))
    for (const language of languages) expect(words[1][language], `${words[0]} in ${language}`).toMatch(/\S/);
});

it.each([
  ['ru_RU.UTF-8', 'ru'],
  ['en-GB', 'en'],
  ['ky_KG', 'ky'],
  ['C.UTF-8', 'ky'],
  [undefined, 'ky'],
] as const)('takes %s for %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
