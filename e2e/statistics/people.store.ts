import { parseMasterKeys, sealer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { TestLot, TestSystem } from '@belgi/testkit';

/** People as they are in two databases after registering, verifying and paying a deposit. */
export interface Person {
  readonly id: string;
  readonly pin: string;
}

const pinOf = (at: number): string => {
  const birthYear = 2005 - 10 * (Math.floor(at / 2) % 6);
  return `${1 + (at % 2)}0101${birthYear}${String(at).padStart(5, '0')}`;
};

/** By the hundred, the whole way through the graph would take an hour: they are written where that way ends. */
export async function takePart(system: TestSystem, lot: TestLot, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, (_, at): Person => ({ id: newId(), pin: pinOf(at) }));
  await inIdentity(system, people);
  await inAuction(system, lot, people);
  return people;
}

async function inIdentity({ databases: { identity }, settings }: TestSystem, people: readonly Person[]) {
  const box = sealer(parseMasterKeys(settings.secrets.masterKeys.identity));
  for (const { id, pin } of people) {
    const { wrapped } = box.newDataKey();
    const sealed = box.seal(wrapped, pin, { table: 'attributes', column: 'pin', row: id });
    await identity.query(
      `INSERT INTO accounts (id, kind, status, locale, pin_verified, disputed, data_key, version, created_at, updated_at)
       VALUES ($1, 'CITIZEN', 'ACTIVE', 'KY', true, false, $2, 1, app_now(), app_now())`,
      [id, wrapped],
    );
    await identity.query(
      `INSERT INTO attributes (account_id, name, sealed, assurance, verified_by, verified_at, source, updated_at)
       VALUES ($1, 'pin', $2, 'VERIFIED', 'portal', app_now(), 'PORTAL', app_now())`,
      [id, sealed],
    );
    await identity.query(
      `INSERT INTO consents (citizen_id, epoch, state, edition, applied_at) VALUES ($1, 1, 'GIVEN', 1, app_now())`,
      [id],
    );
  }
}

async function inAuction({ databases: { auction } }: TestSystem, lot: TestLot, people: readonly Person[]) {
  for (const [at, { id }] of people.entries()) {
    const entry = newId();
    await auction.query(
      `INSERT INTO bidders (id, pin_verified, consent_epoch, consent_edition) VALUES ($1, true, 1, 1)`,
      [id],
    );
    await auction.query(
      `INSERT INTO entries (id, lot_id, bidder_id, bidder_number, state, version) VALUES ($1, $2, $3, $4, 'ENTERED', 1)`,
      [entry, lot.id, id, 10_000 + at],
    );
    await auction.query(
      `INSERT INTO bank_orders (id, entry_id, lot_id, purpose, provider, amount, state, paid_at)
       VALUES ($1, $2, $3, 'DEPOSIT', 'local', 1, 'PAID', app_now())`,
      [newId(), entry, lot.id],
    );
  }
}
