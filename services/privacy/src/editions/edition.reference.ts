import { z } from 'zod';
import type { UserAgreementEdition } from '../agreements/agreement.type.js';
import type { Context } from '../loaders.js';
import type { DocumentKind } from './edition.js';
import { editionNode, type PolicyEdition } from './edition.type.js';

const key = z.object({ number: z.int() });

/** Editions are public. */
export const editionReference =
  (document: DocumentKind) =>
  async (reference: unknown, { loaders }: Context): Promise<(PolicyEdition & UserAgreementEdition) | null> => {
    const { number } = key.parse(reference);
    const { editions, now } = await loaders.editions(document);
    const edition = editions.find((candidate) => candidate.number === number);
    return edition === undefined ? null : editionNode(edition, editions, now);
  };
