import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { z } from 'zod';
import { type Command, databaseUrlOf, idOf, UsageError } from '../command.js';
import { runPrivacy } from '../program.js';

const LANGUAGES = ['ky', 'ru', 'en'];
const FORMATS: Readonly<Record<string, string>> = {
  '.md': 'MARKDOWN',
  '.markdown': 'MARKDOWN',
  '.txt': 'PLAIN_TEXT',
};

const outcome = z.union([
  z.object({ draftId: z.string().nullable(), clauses: z.int() }),
  z.object({
    code: z.string(),
    message: z.string(),
    faults: z.array(z.object({ line: z.int(), code: z.string(), message: z.string() })),
  }),
]);

export const policyImportCommand: Command = {
  usage: 'policy import FILE --language ky|ru|en [--id DRAFT] [--dry-run]',
  summary:
    'makes a draft of an existing document (.md, .txt), numbers and words kept, or says which lines cannot be kept; --id: another language of a draft that nobody took up',
  example: 'pnpm ops policy import policy.md --language ru --dry-run',
  async run({ positionals: [file], options, environment }) {
    if (file === undefined) throw new UsageError('name a file: policy import FILE --language ky|ru|en');
    const { language } = options;
    if (language === undefined || !LANGUAGES.includes(language))
      throw new UsageError(`--language must be one of ${LANGUAGES.join(', ')}`);
    const format = FORMATS[extname(file).toLowerCase()];
    if (format === undefined) throw new UsageError(`the file must end in ${Object.keys(FORMATS).join(', ')}`);
    const draftId = idOf(options.id);
    const path = resolve(environment.directory ?? '.', file);
    if (!existsSync(path)) throw new UsageError(`cannot read ${path}`);
    const url = databaseUrlOf(environment, 'privacy');
    const wish = { file: path, locale: language.toUpperCase(), format, draftId, dryRun: options.dryRun };
    const said = outcome.parse(
      JSON.parse(await runPrivacy('import-policy', { DATABASE_URL: url, POLICY_IMPORT: JSON.stringify(wish) })),
    );
    if ('code' in said)
      return { rows: said.faults, summary: `Nothing was imported: ${said.message} (${said.code})`, isBad: true };
    const draft = said.draftId === null ? 'Nothing was written (--dry-run)' : `Draft ${said.draftId}`;
    return { summary: `${draft}: ${said.clauses} numbered places. An officer takes it up, another one publishes it.` };
  },
};
