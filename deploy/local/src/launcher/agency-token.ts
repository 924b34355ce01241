import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agencyToken } from '../clients/agency-client.js';
import { readLauncherEnvironment } from './environment.js';

/**
 * `npm run -s agency-token [PATH [GRANT]]`: headers of one `POST` of the demo agency to a path of the running local start, on
 * standard output, one a line, as `curl -H @-` reads them: a fresh access token, for that grant where one is named, and a
 * proof that is good for this request only. An agency of its own does what `agencyToken` does, with its own key.
 */
const [path = '/graphql', grant] = process.argv.slice(2);
const { home } = readLauncherEnvironment();
const read = (file: string) => JSON.parse(readFileSync(join(home, file), 'utf8'));
const { urls } = read('local.json') as { urls: { gateway: string } };
const { agency } = read('demo.json') as { agency: { clientId: string; keyFile: string } };
const jwk = JSON.parse(readFileSync(agency.keyFile, 'utf8'));
const wish = grant === undefined ? {} : { grants: [grant] };
const token = await agencyToken(urls.gateway, { clientId: agency.clientId, jwk }, wish);
const { authorization, dpop } = await token.headers('POST', path);
process.stdout.write(`authorization: ${authorization}\ndpop: ${dpop}\n`);
