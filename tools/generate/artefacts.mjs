import { printMatrix } from '@belgi/access';
import { dataInventory } from './data-inventory.mjs';
import { eventCatalogue } from './event-catalogue.mjs';
import { refusalCatalogue } from './refusal-catalogue.mjs';
import { ask, domainFile, services } from './repository.mjs';
import { schemaSql } from './schema-sql.mjs';
import { compose } from './supergraph.mjs';

/**
 * @typedef {import('./repository.mjs').Artefact} Artefact
 * @typedef {import('./repository.mjs').Service} Service
 */

/** Subgraph SDL of each service, and the supergraph made of them. @returns {Promise<Artefact[]>} */
async function graphs() {
  /** @type {(readonly [Service, string])[]} */
  const printed = [];
  for (const service of services) printed.push([service, await ask(service, 'print-schema')]);
  const { supergraph, faults } = compose(/** @type {Record<Service, string>} */ (Object.fromEntries(printed)));
  if (faults.length > 0)
    throw new Error(`the graph does not compose:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  return [
    ...printed.map(([service, content]) => ({ file: `services/${service}/schema.graphql`, content })),
    { file: 'gateway/supergraph.graphql', content: supergraph },
  ];
}

/** @returns {Promise<Artefact[]>} */
async function matrices() {
  const artefacts = [];
  for (const service of services) {
    const { policy } = await domainFile(service, 'policy');
    artefacts.push({ file: `services/${service}/src/policy.matrix.txt`, content: printMatrix(policy) });
  }
  return artefacts;
}

/** Every kind of generated file, and how it is made. */
export const makers = /** @type {readonly (readonly [string, () => Promise<Artefact[]>])[]} */ ([
  ['schemas and supergraph', graphs],
  ['policy matrices', matrices],
  ['refusals', refusalCatalogue],
  ['events', eventCatalogue],
  ['database schemas', schemaSql],
  ['terms in docs/DATA.md', dataInventory],
]);
