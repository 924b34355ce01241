import { domainFile, services } from './repository.mjs';

const LANGUAGES = /** @type {const} */ (['ky', 'ru', 'en']);

/**
 * docs/REFUSALS.md, from the register of each service.
 * @returns {Promise<import('./repository.mjs').Artefact[]>}
 */
export async function refusalCatalogue() {
  const lines = [
    '# Refusals',
    '',
    'Generated from the registers of the services by `pnpm generate`. Do not edit.',
    '',
    'Every expected "no" is data: a union member that implements `Refusal { code message }`. Codes are stable; messages',
    'come in the language of the request (`Accept-Language`: ky, ru, en), with `{…}` filled in.',
  ];
  for (const service of services) {
    /** @type {Record<string, Record<string, string>>} */
    const register = JSON.parse((await domainFile(service, 'refusals')).refusals.print());
    lines.push('', `## ${service}`, '', `| code | ${LANGUAGES.join(' | ')} |`, '|---|---|---|---|');
    for (const [code, texts] of Object.entries(register).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const missing = LANGUAGES.filter((language) => !texts[language]);
      if (missing.length > 0) {
        throw new Error(`services/${service}/src/refusals.ts: ${code} has no text in ${missing.join(', ')}`);
      }
      lines.push(
        `| \`${code}\` | ${LANGUAGES.map((language) => texts[language]?.replaceAll('|', '\\|')).join(' | ')} |`,
      );
    }
  }
  return [{ file: 'docs/REFUSALS.md', content: `${lines.join('\n')}\n` }];
}
