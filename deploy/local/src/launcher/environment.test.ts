import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutFolder } from '../checkout.js';
import { LauncherSettingsError, readLauncherEnvironment } from './environment.js';

test('without settings: everything, on the usual ports, in the checkout', () => {
  const environment = readLauncherEnvironment({});
  expect(environment.home).toBe(join(checkoutFolder(), '.belgi'));
  expect(environment.ports).toMatchObject({ gateway: 4000, notify: 4004, mailbox: 4080, bank: 4081, portal: 4082 });
  expect(environment).toMatchObject({ demo: true, makesDemo: true });
});

test('a home is meant from where npm was called', () => {
  expect(readLauncherEnvironment({ BELGI_HOME: 'data', INIT_CWD: '/srv' }).home).toBe('/srv/data');
  expect(readLauncherEnvironment({ BELGI_HOME: '/data', INIT_CWD: '/srv' }).home).toBe('/data');
});

test('databases and NATS of others are taken by their names', () => {
  const environment = readLauncherEnvironment({ DATABASE_URL_AUCTION: 'postgres://a', NATS_URL: 'nats://n' });
  expect(environment.databaseUrls).toEqual({ auction: 'postgres://a' });
  expect(environment.natsUrl).toBe('nats://n');
});

test('a choice of programs goes without demo data', () => {
  const environment = readLauncherEnvironment({ BELGI_PROGRAMS: 'bank, auction' });
  expect(environment.programs).toEqual(['auction', 'bank']);
  expect(environment).toMatchObject({ demo: true, makesDemo: false });
});

test.each([
  [{ GATEWAY_PORT: 'abc' }, /^GATEWAY_PORT must be a port/],
  [{ GATEWAY_PORT: '-1' }, /^GATEWAY_PORT must be a port/],
  [{ GATEWAY_PORT: '65536' }, /^GATEWAY_PORT must be a port/],
  [{ BELGI_PROGRAMS: 'auctoin' }, /"auctoin" is none of gateway, identity/],
])('%j is refused in one sentence', (source, sentence) => {
  expect(() => readLauncherEnvironment(source)).toThrow(LauncherSettingsError);
  expect(() => readLauncherEnvironment(source)).toThrow(sentence);
});
