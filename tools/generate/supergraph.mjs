import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { graphFaults } from './graph-rules.mjs';
import { services } from './repository.mjs';

/** @typedef {import('./repository.mjs').Service} Service */

/** Where a router without settings of its own finds the subgraphs: their names in a cluster. Our gateway has URLs. */
const PORTS = { identity: 4001, privacy: 4002, auction: 4003, notify: 4004 };

/**
 * The supergraph of the four subgraphs.
 * Hints fail like errors: what composition drops with a hint only (an enum value, a field of an input) is lost for
 * clients all the same. So do violations of our own rules (graph-rules.mjs).
 * @param {Readonly<Record<Service, string>>} schemas SDL by service
 * @param {import('./personal-rules.mjs').Impersonal} [impersonal]
 * @returns {{ supergraph: string, faults: string[] }}
 */
export function compose(schemas, impersonal) {
  const { errors, hints, supergraphSdl } = composeServices(
    services.map((name) => ({ name, url: `http://${name}:${PORTS[name]}/graphql`, typeDefs: parse(schemas[name]) })),
  );
  const faults = [
    ...(errors ?? []).map((error) => `composition error: ${error.message}`),
    ...(hints ?? []).map((hint) => `composition hint ${hint.definition.code}: ${hint.message}`),
    ...graphFaults(schemas, supergraphSdl, impersonal),
  ];
  return { supergraph: `${supergraphSdl?.trimEnd() ?? ''}\n`, faults };
}
