import type { Locale } from '@belgi/contracts';
import type { Applicant } from '../clients/citizen-walk.js';
import { demoPersons } from '../stand-ins/portal/persons.js';

/**
 * Who can sign in to the demonstration. The passwords are known to everybody who has this source: they exist
 * only where BELGI_DEMO=1, on a system that listens on 127.0.0.1, and make the tour work as printed.
 */
export interface DemoStaff {
  readonly title: string;
  readonly login: string;
  readonly password: string;
}

/** Made by `identity dist/main.js seed` (services/identity/src/cli/seed.command.ts). */
export const demoStaff: readonly DemoStaff[] = [
  { title: 'Auctioneer', login: 'auctioneer@belgi.local', password: 'violet-tulpar-71-hammer' },
  { title: 'Privacy officer', login: 'officer@belgi.local', password: 'violet-tulpar-72-letter' },
  { title: 'Second officer', login: 'second@belgi.local', password: 'violet-tulpar-73-second' },
  { title: 'Operator (119)', login: 'operator@belgi.local', password: 'violet-tulpar-74-phones' },
];

interface DemoDetails {
  readonly locale: Locale;
  readonly phone: string;
  readonly password: string;
  readonly idDocument: string;
  readonly address: string;
}

const DETAILS: readonly DemoDetails[] = [
  {
    locale: 'KY',
    phone: '+996555010201',
    password: 'amber-jailoo-81-plates',
    idDocument: 'ID1000081',
    address: 'Бишкек ш., Чүй пр. 1',
  },
  {
    locale: 'RU',
    phone: '+996555010202',
    password: 'amber-jailoo-82-plates',
    idDocument: 'ID1000082',
    address: 'г. Ош, ул. Ленина 2',
  },
  {
    locale: 'EN',
    phone: '+996555010203',
    password: 'amber-jailoo-83-plates',
    idDocument: 'ID1000083',
    address: '3 Chüy Avenue, Bishkek',
  },
];

/** Three citizens, one per language: the first three persons of the portal. */
export const demoCitizens: readonly Applicant[] = DETAILS.map((details, at) => {
  const person = demoPersons[at];
  if (!person) throw new Error('the portal has fewer persons than there are demo citizens');
  return { ...details, name: person.name, pin: person.pin, email: `${person.id}@belgi.local` };
});

export const DEMO_AGENCY = { name: 'State Tax Service (demonstration)', xRoadMember: 'KG/GOV/70000001' } as const;
