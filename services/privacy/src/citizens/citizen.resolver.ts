import type { Sealer } from '@belgi/access';
import { idSchema } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { decodeCursor, limitOf, PageArgs, Personal, pageOf } from '@belgi/subgraph';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Consent, ConsentConnection } from '../consents/consent.type.js';
import { consentNode } from '../consents/consent-node.js';
import { consentsBelow, currentConsent } from '../consents/consents.store.js';
import { demand } from '../demand.js';
import { DisclosureConnection } from '../disclosures/disclosure.type.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import type { Context } from '../loaders.js';
import { casePlace } from '../staff-reads/record-staff-read.js';
import { StaffReadConnection } from '../staff-reads/staff-read.type.js';
import { staffReadsOf } from '../staff-reads/staff-reads.store.js';
import { Citizen } from './citizen.type.js';

const epochCursor = z.tuple([z.int()]);
const idCursor = z.tuple([idSchema]);

@Resolver(() => Citizen)
export class CitizenResolver {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  @FieldResolver(() => ConsentConnection, { nullable: true, description: 'My history of consent, newest first.' })
  @Personal({ category: 'CONSENT_HISTORY', purposes: ['IDENTIFICATION', 'VERIFICATION'] })
  async consents(
    @Root() citizen: Citizen,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor, loaders }: Context,
  ): Promise<InstanceType<typeof ConsentConnection>> {
    demand(actor, 'consent.read', { citizenId: citizen.id });
    const below = after ? decodeCursor(after, epochCursor)[0] : null;
    const [rows, current, known] = await Promise.all([
      consentsBelow(this.database, citizen.id, below, limitOf(first)),
      currentConsent(this.database, citizen.id),
      loaders.editions(),
    ]);
    return pageOf(rows, first, {
      keyset: (row) => [row.epoch],
      node: (row): Consent => consentNode(row, row.epoch === current?.epoch, known),
      after,
    });
  }

  @FieldResolver(() => DisclosureConnection, { nullable: true, description: 'Who read my data, newest first.' })
  @Personal({ category: 'DISCLOSURE_HISTORY', purposes: [] })
  async disclosures(
    @Root() citizen: Citizen,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof DisclosureConnection>> {
    demand(actor, 'disclosures.read', { citizenId: citizen.id });
    const below = after ? decodeCursor(after, idCursor)[0] : null;
    const rows = await visibleDisclosures(this.database, citizen.id, below, limitOf(first));
    return pageOf(rows, first, { keyset: ({ id }) => [id], node: (row) => row, after });
  }

  @FieldResolver(() => StaffReadConnection, {
    nullable: true,
    description: 'When staff looked at my data, newest first.',
  })
  @Personal({ category: 'DISCLOSURE_HISTORY', purposes: [] })
  async staffReads(
    @Root() citizen: Citizen,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { actor }: Context,
  ): Promise<InstanceType<typeof StaffReadConnection>> {
    demand(actor, 'staff-reads.read', { citizenId: citizen.id });
    const below = after ? decodeCursor(after, idCursor)[0] : null;
    const [rows, key] = await Promise.all([
      staffReadsOf(this.database, citizen.id, below, limitOf(first)),
      findPersonKey(this.database, citizen.id),
    ]);
    return pageOf(rows, first, {
      keyset: ({ id }) => [id],
      node: ({ caseSealed, fields, ...row }) => ({
        ...row,
        fields: [...fields],
        caseNumber: this.sealer.openText(key?.key ?? null, caseSealed, casePlace(row.id)),
      }),
      after,
    });
  }
}
