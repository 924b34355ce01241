import { describe, expect, it } from 'vitest';
import { instantOf } from './command.js';
import { commands } from './commands/index.js';
import { run } from './run.js';

const nowhere = () => ({ databaseUrls: {} });

describe('pnpm ops', () => {
  it('helps with an example for every command', async () => {
    const { exitCode, output } = await run([], nowhere);
    expect(exitCode).toBe(0);
    for (const { usage, example } of Object.values(commands)) {
      expect(output).toContain(usage);
      expect(output).toContain(example);
    }
  });

  it('helps with one command alone', async () => {
    const { output } = await run(['outbox', 'replay', '--help'], nowhere);
    expect(output).toContain('outbox replay');
    expect(output).not.toContain('dead-letters');
  });

  it.each([
    [['outbox', 'burn'], /No such command/],
    [['toString'], /No such command/],
    [['outbox', 'replay', 'privacy'], /--since, --subject or --id/],
    [['outbox', 'replay', 'privacy', '--id', '7'], /DATABASE_URL_PRIVACY/],
    [['republish', 'auction', 'person'], /name a noun of auction: .*lot/],
    [['republish', 'auctions', 'lot'], /name a service/],
    [['dead-letters', 'requeue', 'notify'], /--id, --consumer or --all/],
    [['lot-policy', 'adopt'], /name a file/],
    [['lot-policy', 'adopt', 'none.json'], /cannot read .*none\.json/],
    [['policy', 'import', 'policy.md'], /--language must be one of ky, ru, en/],
    [['policy', 'import', 'policy.pdf', '--language', 'ru'], /must end in \.md/],
    [['policy', 'import', 'none.txt', '--language', 'ky'], /cannot read .*none\.txt/],
    [['outbox', 'status', '--colour'], /colour/],
    [['outbox', 'status'], /no database known/],
  ])('refuses %j and says what is missing', async (args, message) => {
    const { exitCode, output } = await run(args, nowhere);
    expect(exitCode).toBe(2);
    expect(output).toMatch(message);
  });

  it('fails within seconds when the database does not answer', async () => {
    const away = () => ({ databaseUrls: { privacy: 'postgres://nobody@127.0.0.1:1/none' } });
    const { exitCode } = await run(['outbox', 'status', 'privacy'], away);
    expect(exitCode).toBe(1);
  }, 15_000);
});

describe('--since', () => {
  const now = new Date('2025-01-02T00:00:00Z');
  it.each([
    ['90m', '2025-01-01T22:30:00.000Z'],
    ['2h', '2025-01-01T22:00:00.000Z'],
    ['1d', '2025-01-01T00:00:00.000Z'],
    ['2024-12-31T08:00:00Z', '2024-12-31T08:00:00.000Z'],
  ])('%s is an instant', (text, instant) => {
    expect(instantOf(text, now)?.toISOString()).toBe(instant);
  });

  it('refuses what is none', () => {
    expect(() => instantOf('yesterday', now)).toThrow(/--since must be like/);
  });
});
