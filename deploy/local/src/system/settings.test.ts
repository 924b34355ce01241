import { expect, test } from 'vitest';
import { generateSecrets } from './secrets.js';
import { natsAccess } from './settings.js';

const secrets = generateSecrets();

test('each service is its own user on a server of ours', () => {
  const access = natsAccess({ natsUrl: 'nats://127.0.0.1:4022', secrets }, 'auction');
  expect(access).toEqual({ url: 'nats://127.0.0.1:4022', user: 'auction', password: secrets.nats.auction });
});

test('a given URL may carry one user for all', () => {
  const access = natsAccess(
    { natsUrl: 'nats://belgi:p%40ss@one:4222,nats://belgi:p%40ss@two:4222', secrets },
    'auction',
  );
  expect(access).toEqual({ url: 'nats://one:4222,nats://two:4222', user: 'belgi', password: 'p@ss' });
});
