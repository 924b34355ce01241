import { withClient } from '@belgi/local';
import { expect, test } from 'vitest';
import { createTestDatabase } from './test-database.js';

const whoAmI = (url: string) =>
  withClient(
    url,
    async (client) => (await client.query<{ name: string }>('SELECT current_user AS name')).rows[0]?.name,
  );

test('a role reaches its own database', async () => {
  await using own = await createTestDatabase({ name: 'auction' });
  expect(await whoAmI(own.url)).toBe(own.name);
});

test.each(['postgres', 'template1'])('a role cannot connect to %s', async (database) => {
  await using own = await createTestDatabase({ name: 'auction' });
  const elsewhere = new URL(own.url);
  elsewhere.pathname = `/${database}`;
  await expect(whoAmI(elsewhere.href)).rejects.toThrow(/permission denied for database/);
});

// The attack: a service that was taken over opens a connection to the database of another service.
test('a role cannot connect to the database of another', async () => {
  await using own = await createTestDatabase({ name: 'auction' });
  await using other = await createTestDatabase({ name: 'identity' });
  const crossing = new URL(own.url);
  crossing.pathname = new URL(other.url).pathname;
  await expect(whoAmI(crossing.href)).rejects.toThrow(/permission denied for database/);
});

test('a role makes neither databases nor roles', async () => {
  await using own = await createTestDatabase({ name: 'auction' });
  await withClient(own.url, async (client) => {
    await expect(client.query('CREATE DATABASE other')).rejects.toThrow(/permission denied/);
    await expect(client.query('CREATE ROLE other')).rejects.toThrow(/permission denied/);
  });
});

test('a template is filled once and copied with the right owner', async () => {
  let filled = 0;
  const template = {
    key: `service-databases ${process.pid}`,
    fill: (url: string) => {
      filled++;
      return withClient(url, (client) => client.query('CREATE TABLE things (id int)'));
    },
  };
  const copies = await Promise.all([createTestDatabase({ template }), createTestDatabase({ template })]);
  for (const copy of copies) {
    await withClient(copy.url, (client) => client.query('INSERT INTO things VALUES (1); DROP TABLE things'));
    await copy.close();
  }
  expect(filled).toBe(1);
});
