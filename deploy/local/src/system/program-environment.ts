import { join } from 'node:path';
import type { ServiceName } from '@belgi/contracts';
import { formatVerifierKey, parseSigningKey } from '@belgi/tlog';
import { checkoutFolder } from '../checkout.js';
import { inheritedEnvironment } from '../environment.js';
import type { ProgramName } from './names.js';
import { LEDGER_ORIGIN } from './secrets.js';
import { internalUrl, natsAccess, publicUrl, type Settings } from './settings.js';

/** The client name of identity at the portal. */
const PORTAL_CLIENT_ID = 'belgi';

/** The whole environment of one program; each gets only the secrets it needs. */
export function programEnvironment(name: ProgramName, settings: Settings): Record<string, string> {
  return {
    ...inheritedEnvironment(),
    // Compiled code is kept between starts: half of a process's start is parsing what did not change.
    NODE_COMPILE_CACHE: join(checkoutFolder(), 'node_modules/.cache/belgi-compile'),
    NODE_ENV: settings.mode,
    LOG_LEVEL: settings.logLevel,
    HOST: '127.0.0.1',
    PORT: String(settings.ports[name]),
    PUBLIC_URL: publicUrl(settings.ports.gateway),
    ...ENVIRONMENTS[name](settings),
    ...settings.extra[name],
  };
}

type Environment = Record<string, string>;

const ENVIRONMENTS: Readonly<Record<ProgramName, (settings: Settings) => Environment>> = {
  gateway: ({ secrets, ports }) => ({
    DEPLOYMENT_SECRETS: secrets.deployment,
    IDENTITY_URL: internalUrl(ports.identity),
    PRIVACY_URL: internalUrl(ports.privacy),
    AUCTION_URL: internalUrl(ports.auction),
    NOTIFY_URL: internalUrl(ports.notify),
    IDENTITY_JWKS_URL: jwksUrl(ports.identity),
    MAILBOX_URL: publicUrl(ports.mailbox),
    BANK_URL: publicUrl(ports.bank),
    APOLLO_TELEMETRY_DISABLED: '1',
  }),
  identity: (settings) => ({
    ...service('identity', settings),
    MASTER_KEYS: settings.secrets.masterKeys.identity,
    SIGNING_KEYS: settings.secrets.signingKeys.identity,
    LOOKUP_KEY: settings.secrets.lookupKey,
    PRIVACY_JWKS_URL: jwksUrl(settings.ports.privacy),
    PORTAL_ISSUER: publicUrl(settings.ports.portal),
    PORTAL_CLIENT_ID,
    PORTAL_CLIENT_SECRET: settings.secrets.portalClient,
  }),
  privacy: (settings) => ({
    ...service('privacy', settings),
    // Here nobody has to be waited for: a material edition may take effect at once.
    MATERIAL_NOTICE_HOURS: '0',
    MASTER_KEYS: settings.secrets.masterKeys.privacy,
    SIGNING_KEYS: settings.secrets.signingKeys.privacy,
    IDENTITY_JWKS_URL: jwksUrl(settings.ports.identity),
    LEDGER_KEY: verifierKeyOf(settings.secrets.notaryKeys.signer),
    SIGNER_URL: internalUrl(settings.ports.signer),
    SIGNER_SECRET: settings.secrets.signer,
    WITNESS_KEY: verifierKeyOf(settings.secrets.notaryKeys.witness),
    WITNESS_URL: internalUrl(settings.ports.witness),
    PROTOCOL_KEYS: publicHalves(settings.secrets.signingKeys.auction),
  }),
  auction: (settings) => ({
    ...service('auction', settings),
    IDENTITY_JWKS_URL: jwksUrl(settings.ports.identity),
    PRIVACY_JWKS_URL: jwksUrl(settings.ports.privacy),
    SIGNING_KEYS: settings.secrets.signingKeys.auction,
    ANSWER_KEY: settings.secrets.answerKey,
    BANK_URL: internalUrl(settings.ports.bank),
    BANK_API_KEY: settings.secrets.bankApiKey,
    BANK_WEBHOOK_SECRETS: settings.secrets.bankWebhook,
  }),
  notify: (settings) => ({
    ...service('notify', settings),
    MASTER_KEYS: settings.secrets.masterKeys.notify,
    IDENTITY_JWKS_URL: jwksUrl(settings.ports.identity),
    SMTP_URL: `smtp://127.0.0.1:${settings.ports.smtp}`,
    MAIL_FROM: 'Belgi <no-reply@belgi.local>',
    SMS_HOOK_URL: `${internalUrl(settings.ports.mailbox)}/sms`,
    SMS_HOOK_SECRET: settings.secrets.smsHook,
  }),
  signer: ({ secrets, home }) => ({
    NOTARY_ROLE: 'signer',
    ORIGIN: LEDGER_ORIGIN,
    SIGNING_KEY: secrets.notaryKeys.signer,
    SIGNER_SECRETS: secrets.signer,
    DATA_FILE: join(home, 'signer/last-signed'),
  }),
  witness: ({ secrets, home }) => ({
    NOTARY_ROLE: 'witness',
    ORIGIN: LEDGER_ORIGIN,
    SIGNING_KEY: secrets.notaryKeys.witness,
    LOG_KEYS: verifierKeyOf(secrets.notaryKeys.signer),
    DATA_FILE: join(home, 'witness/last-signed'),
  }),
  bank: ({ secrets, ports, home }) => ({
    BANK_URL: publicUrl(ports.bank),
    BANK_API_KEY: secrets.bankApiKey,
    WEBHOOK_URL: `${internalUrl(ports.gateway)}/hooks/bank/local`,
    WEBHOOK_SECRET: secrets.bankWebhook,
    DATA_FILE: join(home, 'bank/orders.json'),
  }),
  portal: ({ secrets, ports }) => ({
    ISSUER: publicUrl(ports.portal),
    CLIENT_ID: PORTAL_CLIENT_ID,
    CLIENT_SECRET: secrets.portalClient,
    REDIRECT_URIS: `${publicUrl(ports.gateway)}/portal/callback`,
    COOKIE_SECRET: secrets.portalCookie,
  }),
  mailbox: ({ secrets, ports }) => ({
    SMTP_PORT: String(ports.smtp),
    SMS_HOOK_SECRET: secrets.smsHook,
  }),
};

function service(name: ServiceName, settings: Settings): Environment {
  const { secrets, databaseUrls, poolSize } = settings;
  const nats = natsAccess(settings, name);
  return {
    DEPLOYMENT_SECRETS: secrets.deployment,
    DATABASE_URL: databaseUrls[name],
    DATABASE_POOL_SIZE: String(poolSize),
    NATS_URL: nats.url,
    NATS_USER: nats.user,
    NATS_PASSWORD: nats.password,
    BELGI_DEMO: settings.demo ? '1' : '0',
  };
}

/** The public halves of signing keys. */
function publicHalves(signingKeys: string): string {
  const keys = JSON.parse(signingKeys) as readonly Record<'kty' | 'crv' | 'kid' | 'x', string>[];
  return JSON.stringify(keys.map(({ kty, crv, kid, x }) => ({ kty, crv, kid, x })));
}

/** The public half. */
function verifierKeyOf(signingKey: string): string {
  const key = parseSigningKey(signingKey);
  if (key === undefined) throw new Error('a notary key in secrets.json cannot be read');
  return formatVerifierKey(key);
}

function jwksUrl(port: number): string {
  return `${internalUrl(port)}/.well-known/jwks.json`;
}
