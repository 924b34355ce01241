import { locales } from '@belgi/contracts';
import { type ExportPart, PART_SCHEMA } from '@belgi/export';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exportArchive } from './export-archive.js';
import { documentOf } from './export-document.js';
import { exportPage } from './export-page.js';

const AT = '2026-11-24T08:30:00.000Z';
const section = { category: 'BID_HISTORY', sources: ['PERSON'], purposes: ['IDENTIFICATION'], duties: [] } as const;
const part = (service: ExportPart['service'], sections: object[]): ExportPart =>
  ({ schema: PART_SCHEMA, service, writtenAt: AT, sections }) as unknown as ExportPart;
const document = documentOf({ id: 'x', orderedAt: new Date(AT), readyAt: new Date(AT) }, [
  part('notify', [
    {
      ...section,
      name: 'notices',
      records: [{ title: { KY: 'Утуш', RU: 'Победа', EN: 'Won' }, createdAt: AT, readAt: null }],
    },
  ]),
  part('identity', [{ ...section, name: 'attributes', records: [{ value: '<script>alert(1)</script>"&\'' }] }]),
  part('privacy', [
    {
      ...section,
      name: 'consents',
      records: [
        { epoch: 1, proofFile: null },
        { epoch: 2, proofFile: 'c2sp.org/tlog' },
      ],
    },
  ]),
  part('auction', [{ ...section, name: 'bids', records: [] }]),
]);

describe('the readable page', () => {
  it.each(locales)(
    'in %s needs nothing from anywhere, and no word of ours is without one of the language',
    (locale) => {
      const page = exportPage(document, locale);
      expect(page.match(/(src|href|action)="(?!proofs\/)[^"]*"/g)).toBeNull();
      expect(page).toContain("default-src 'none'");
      for (const name of ['notices', 'createdAt', 'proofFile', 'IDENTIFICATION'])
        expect(page).not.toContain(`>${name}<`);
    },
  );

  /** The attack: words of a person, or an agency's name, are markup in the page of whoever opens it. */
  it('shows markup as words', () => {
    const page = exportPage(document, 'EN');
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#38;&#39;');
  });

  it('speaks the reader’s language, tells Bishkek’s time and leaves out what is empty', () => {
    const page = exportPage(document, 'RU');
    expect(page).toContain('Победа');
    expect(page).not.toContain('Утуш');
    expect(page).toContain('24.11.2026 14:30:00');
    expect(page).not.toContain('Прочитано');
    expect(page).toContain('Ничего не хранится.');
    expect(page).toContain('href="proofs/consents-2.tlog-proof"');
  });
});

it('the archive holds the document, a page per language and each proof as a file', () => {
  const files = unzipSync(exportArchive(document));
  expect(Object.keys(files).sort()).toEqual([
    'my-data.en.html',
    'my-data.json',
    'my-data.ky.html',
    'my-data.ru.html',
    'proofs/consents-2.tlog-proof',
  ]);
  const read = JSON.parse(new TextDecoder().decode(files['my-data.json']));
  expect(read).toEqual(document);
  expect(read.parts.map(({ service }: { service: string }) => service)).toEqual([
    'identity',
    'privacy',
    'auction',
    'notify',
  ]);
});
