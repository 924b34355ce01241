import { printMatrix } from '@belgi/access';
import { dataInventory } from './data-inventory.mjs';
import { eventCatalogue } from './event-catalogue.mjs';
import { refusalCatalogue } from './refusal-catalogue.mjs';
import { registerText } from './register.mjs';
import { ask, domainFile, services } from './repository.mjs';
import { schemaSql } from './schema-sql.mjs';
import { compose } from './supergraph.mjs';

/**
 * @typedef {import('./repository.mjs').Artefact} Artefact
 * @typedef {import('./repository.mjs').Service} Service
 */

/** Makes it once, however many ask. @template T @param {() => Promise<T>} make @returns {() => Promise<T>} */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make());
}
const graphsOnce = once(graphs);
const tablesOnce = once(schemaSql);

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

/** The register of holders, made of what the two before it made. @returns {Promise<Artefact[]>} */
async function register() {
  const graph = await graphsOnce();
  const tables = await tablesOnce();
  const of = (/** @type {readonly Artefact[]} */ artefacts) =>
    /** @type {Record<Service, string>} */ (
      Object.fromEntries(services.map((service, index) => [service, artefacts[index]?.content ?? '']))
    );
  const { text, faults } = registerText(of(graph), of(tables));
  if (faults.length > 0)
    throw new Error(`the register of holders would not be true:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  return [{ file: 'services/privacy/register/register.json', content: text }];
}

/** Every kind of generated file, and how it is made. */
export const makers = /** @type {readonly (readonly [string, () => Promise<Artefact[]>])[]} */ ([
  ['schemas and supergraph', graphsOnce],
  ['policy matrices', matrices],
  ['refusals', refusalCatalogue],
  ['events', eventCatalogue],
  ['database schemas', tablesOnce],
  ['register of holders', register],
  ['terms in docs/DATA.md', dataInventory],
]);
