import type { Actor } from '@belgi/access';
import { Personal } from '@belgi/subgraph';
import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { demand, idOf } from '../demand.js';
import type { Context } from '../loaders.js';
import { refusals } from '../refusals.js';
import { named } from '../typename.js';
import { EXPORTS_PER_WEEK, FRESH_SIGN_IN_MS, type KeptExport, LINKS_PER_EXPORT, stateOf } from './export.js';
import { MyExportLinkResult, PersonalExport, RequestMyExportResult } from './export.type.js';
import { exportsOf } from './exports.store.js';
import { makeLink } from './make-link.js';
import { type ExportParts, requestExport } from './request-export.js';

/** What the refusals of exports speak of. */
const numbers = { week: EXPORTS_PER_WEEK, links: LINKS_PER_EXPORT, minutes: FRESH_SIGN_IN_MS / 60_000 };

const signedInAt = (actor: Actor): Date | null => (actor.kind === 'citizen' ? (actor.signedInAt ?? null) : null);

@Resolver()
export class ExportResolver {
  constructor(private readonly parts: ExportParts & { readonly publicUrl: string }) {}

  @Query(() => PersonalExport, {
    nullable: true,
    description: 'How far my newest export is; null: none was ordered, or it has expired.',
  })
  @Personal({ category: 'ACCOUNT', purposes: [] })
  async myExport(@Ctx() { actor, loaders }: Context): Promise<PersonalExport | null> {
    demand(actor, 'export.read');
    const [newest] = await exportsOf(this.parts.database, idOf(actor));
    if (newest === undefined) return null;
    return node(newest, (await loaders.editions()).now);
  }

  @Mutation(() => RequestMyExportResult, {
    description: 'Orders everything that is held about me, in every service. Takes a sign-in of the last ten minutes.',
  })
  async requestMyExport(@Ctx() { actor, locale }: Context): Promise<typeof RequestMyExportResult> {
    demand(actor, 'export.request');
    const outcome = await requestExport(this.parts, idOf(actor), signedInAt(actor));
    if (typeof outcome === 'string') return named('ExportRefused', refusals.refusal(locale, outcome, numbers));
    return named('ExportOrdered', { export: node(outcome, outcome.orderedAt) });
  }

  @Mutation(() => MyExportLinkResult, {
    description: 'A link to my newest export that is ready. Takes a sign-in of the last ten minutes.',
  })
  async myExportLink(@Ctx() { actor, locale }: Context): Promise<typeof MyExportLinkResult> {
    demand(actor, 'export.read');
    const { database, publicUrl } = this.parts;
    const outcome = await makeLink(database, idOf(actor), signedInAt(actor));
    if (typeof outcome === 'string') return named('ExportRefused', refusals.refusal(locale, outcome, numbers));
    return named('ExportLink', { url: `${publicUrl}/exports/${outcome.token}`, expiresAt: outcome.expiresAt });
  }
}

function node(kept: KeptExport, now: Date): PersonalExport {
  const { id, orderedAt, readyAt, expiresAt } = kept;
  return { id, orderedAt, readyAt, expiresAt, ...stateOf(kept, now) };
}
