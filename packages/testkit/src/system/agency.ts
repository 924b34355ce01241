import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AgencyKey, type AgencyToken, agencyToken, type GraphClient, type TokenWish } from '@belgi/local';
import type { TestSystem } from './create-system.js';

/** A state agency with its key. */
export interface TestAgency {
  readonly id: string;
  readonly name: string;
  readonly key: AgencyKey;
  /** A fresh access token, of all its scopes or of the named ones, to read under the named grants. */
  token(wish?: TokenWish): Promise<AgencyToken>;
  /** The graph with a token taken now. */
  graph(wish?: TokenWish): Promise<GraphClient>;
}

/** `await anAgency(system).named('Tax Service')`: made by the command line, which writes its private key to a file. */
export function anAgency(system: TestSystem) {
  return {
    async named(name: string): Promise<TestAgency> {
      const file = join(system.home, `agency-${randomBytes(6).toString('hex')}.jwk.json`);
      const output = await system.command('identity', 'agency', 'create', '--name', name, '--generate', file);
      const { id, clientId } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as { id: string; clientId: string };
      const key: AgencyKey = { clientId, jwk: JSON.parse(readFileSync(file, 'utf8')) };
      rmSync(file);
      const token = (wish?: TokenWish): Promise<AgencyToken> => agencyToken(system.urls.gateway, key, wish);
      return { id, name, key, token, graph: async (wish) => system.graph.withToken(await token(wish)) };
    },
  };
}
