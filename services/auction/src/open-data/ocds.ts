import { type Lot, salePrice } from '../lots/lot.js';
import { plateNumber } from '../lots/plate.js';
import type { Sale } from './sales.store.js';

/** Open Contracting Data Standard 1.1, https://standard.open-contracting.org/1.1/en/schema/release_package/ */
export const OCDS_VERSION = '1.1';

/** Who publishes, and where. */
export interface Publisher {
  /** Given out by the Open Contracting Partnership; the beginning of each `ocid`. */
  readonly ocidPrefix: string;
  /** Of the gateway, without a slash at its end. */
  readonly publicUrl: string;
  /** Of the state agency that sells. */
  readonly name: string;
  readonly identifier: { readonly scheme: string; readonly id: string };
  readonly license: string;
}

const SELLER_ID = 'seller';

/**
 * A sale as one release. The standard was made for a state that buys; here it sells: the agency is the party that runs the procedure
 * (`procuringEntity`) and is paid (`payee`). There is no `buyer` and no supplier: whoever bought is a citizen, and never named, neither
 * here nor by the number that they had. Amounts are som with two places.
 */
export function releaseOf({ lot, settledAt, tenderers, protocolSha256 }: Sale, publisher: Publisher) {
  const ocid = `${publisher.ocidPrefix}-${lot.id}`;
  const value = money(salePrice(lot) ?? lot.startPrice);
  const seller = { id: SELLER_ID, name: publisher.name };
  const number = plateNumber(lot.plate);
  return {
    ocid,
    id: `${ocid}-sold`,
    date: settledAt.toISOString(),
    language: 'ky',
    tag: ['tender', 'award', 'contract'],
    initiationType: 'tender',
    parties: [{ ...seller, identifier: publisher.identifier, roles: ['procuringEntity', 'payee'] }],
    tender: {
      id: lot.id,
      title: number,
      status: 'complete',
      procuringEntity: seller,
      procurementMethod: 'open',
      procurementMethodDetails: lot.saleMode === 'AUCTION' ? 'Ascending electronic auction' : 'Sale at a fixed price',
      mainProcurementCategory: 'goods',
      awardCriteria: 'priceOnly',
      submissionMethod: [lot.saleMode === 'AUCTION' ? 'electronicAuction' : 'electronicSubmission'],
      items: [{ id: lot.plate.id, description: `Registration plate ${number}`, quantity: 1 }],
      minValue: money(lot.startPrice),
      tenderPeriod: { startDate: lot.opensAt.toISOString(), endDate: (lot.closedAt ?? lot.closesAt).toISOString() },
      numberOfTenderers: tenderers,
      ...documentsOf(lot, publisher, protocolSha256),
    },
    awards: [
      {
        id: `${lot.id}-award`,
        title: number,
        status: 'active',
        date: (lot.closedAt ?? settledAt).toISOString(),
        value,
      },
    ],
    contracts: [
      {
        id: `${lot.id}-sale`,
        awardID: `${lot.id}-award`,
        status: 'terminated',
        dateSigned: settledAt.toISOString(),
        value,
      },
    ],
  };
}

function documentsOf({ id }: Lot, { publicUrl }: Publisher, sha256: string | null) {
  if (sha256 === null) return {};
  const url = `${publicUrl}/protocols/${id}`;
  const about = { documentType: 'evaluationReports', description: `SHA-256 of its lines: ${sha256}` };
  return {
    documents: [
      { id: 'protocol', title: 'Closing protocol', ...about, url, format: 'application/json' },
      { id: 'protocol-page', title: 'Closing protocol, to be read', ...about, url: `${url}/page`, format: 'text/html' },
    ],
  };
}

/** Tyiyn as som: two places are exact for every price that there can be (below 10^15). */
const money = (tyiyn: bigint) => ({ amount: Number(tyiyn) / 100, currency: 'KGS' });

/** A page of releases as a package. @param at of the youngest of them, or when there was none */
export function packageOf(
  sales: readonly Sale[],
  publisher: Publisher,
  { uri, next, at }: { readonly uri: string; readonly next: string | null; readonly at: Date },
) {
  return {
    uri,
    version: OCDS_VERSION,
    extensions: [],
    publishedDate: (sales.at(-1)?.settledAt ?? at).toISOString(),
    publisher: { name: publisher.name, scheme: publisher.identifier.scheme, uid: publisher.identifier.id },
    license: publisher.license,
    publicationPolicy: `${publisher.publicUrl}/policy`,
    releases: sales.map((sale) => releaseOf(sale, publisher)),
    ...(next !== null && { links: { next } }),
  };
}
