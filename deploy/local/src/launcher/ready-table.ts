import { demoCitizens, demoStaff } from '../demo/accounts.js';
import type { Demo } from '../demo/demo.js';
import type { LocalSystem } from '../system/start-local.js';
import { type Row, table } from './table.js';

/** What one needs to begin: where to click, who to be, where the data is, how to stop. */
export function readyTable(home: string, system: LocalSystem, demo: Demo | undefined): string {
  return table([placesOf(system), demo ? accountsOf(demo) : [], housekeepingOf(home)]);
}

function placesOf({ urls, running }: LocalSystem): readonly Row[] {
  const places: readonly (readonly [name: 'gateway' | 'mailbox' | 'bank' | 'portal', row: Row])[] = [
    ['gateway', ['Front page', urls.gateway, 'what to click first']],
    ['gateway', ['Graph', `${urls.gateway}/graphql`, 'GraphiQL in a browser']],
    ['gateway', ['Policy', `${urls.gateway}/policy`, 'the edition in force, in ky, ru and en']],
    ['mailbox', ['Mailbox', urls.mailbox, 'every e-mail and SMS that was sent']],
    ['bank', ['Bank', urls.bank, 'order pages; the graph gives their addresses']],
    ['portal', ['Portal', urls.portal, 'where a person is chosen; startVerification leads there']],
  ];
  return places.filter(([name]) => running.includes(name)).map(([, row]) => row);
}

function accountsOf(demo: Demo): readonly Row[] {
  return [
    ...demoCitizens.map((who): Row => [`Citizen (${who.locale})`, who.phone, who.password]),
    ...demoStaff.map((who): Row => [who.title, who.login, who.password]),
    ['Agency', demo.agency.clientId, demo.agency.keyFile],
  ];
}

function housekeepingOf(home: string): readonly Row[] {
  return [
    ['Data', home],
    ['Logs', `${home}/logs`],
    ['Stop', 'Ctrl-C'],
  ];
}
