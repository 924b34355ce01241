import { createHash } from 'node:crypto';
import { type Graph, type GraphOptions, openGraph } from './graph.js';
import { partnerSupergraph } from './partner-contract.js';

/** Two graphs from one supergraph; they come and go together. */
export interface Graphs {
  /** SHA-256 of the supergraph, in hex. */
  readonly id: string;
  /** Everything, at /graphql. */
  readonly full: Graph;
  /** What is tagged for partner agencies, at /partner/graphql; undefined: nothing is. */
  readonly partner: Graph | undefined;
  retire(): Promise<void>;
}

/** @throws when the supergraph, or what is left of it for partners, does not run */
export async function openGraphs(options: GraphOptions): Promise<Graphs> {
  const partnerSdl = partnerSupergraph(options.supergraph);
  const full = await openGraph(options);
  try {
    const partner = partnerSdl === undefined ? undefined : await openGraph({ ...options, supergraph: partnerSdl });
    return {
      id: createHash('sha256').update(options.supergraph).digest('hex'),
      full,
      partner,
      retire: async () => {
        await Promise.all([full.retire(), partner?.retire()]);
      },
    };
  } catch (error) {
    await full.retire();
    throw error;
  }
}
