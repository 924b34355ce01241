import { createHash } from 'node:crypto';
import { dropDatabase, ensureServiceDatabase, withClient } from '@belgi/local';
import { isReady, markReady, withTemplateLock } from './template.store.js';
import { urlOf } from './urls.js';

export interface TemplateAccess {
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

/**
 * Fills the template of this key unless some worker has done so before.
 *
 * Workers race for it: an advisory lock on the shared server lets one fill while the others wait. A fill that
 * failed leaves no mark, so the next one starts from an empty database.
 */
export async function prepareTemplate(
  adminUrl: string,
  template: { readonly key: string; readonly fill: (url: string) => Promise<unknown> },
): Promise<TemplateAccess> {
  const hash = createHash('sha256').update(template.key).digest('hex').slice(0, 16);
  const database = `template_${hash}`;
  // One owner for all copies: objects in a copied database keep the owner they had in the template.
  const access = { database, role: `owner_${hash}`, password: hash };
  await withClient(adminUrl, (client) =>
    withTemplateLock(client, database, async () => {
      if (await isReady(client, database)) return;
      await dropDatabase(adminUrl, database);
      await ensureServiceDatabase(adminUrl, access);
      await template.fill(urlOf(adminUrl, database, access.role, access.password));
      await markReady(client, database);
    }),
  );
  return access;
}
