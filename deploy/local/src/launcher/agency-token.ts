import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agencyToken } from '../clients/agency-client.js';
import { readLauncherEnvironment } from './environment.js';

/**
 * `npm run -s agency-token`: an access token for the demo agency of the running local start, on standard output.
 * An agency of its own does what `agencyToken` does, with its own key.
 */
const { home } = readLauncherEnvironment();
const read = (file: string) => JSON.parse(readFileSync(join(home, file), 'utf8'));
const { urls } = read('local.json') as { urls: { gateway: string } };
const { agency } = read('demo.json') as { agency: { clientId: string; keyFile: string } };
const jwk = JSON.parse(readFileSync(agency.keyFile, 'utf8'));
process.stdout.write(`${await agencyToken(urls.gateway, { clientId: agency.clientId, jwk })}\n`);
