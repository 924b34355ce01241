import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder, ensureDemo } from '@belgi/local';
import { createSystem, type TestSystem } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, keeps, type Walk, walk } from './printed-tour.js';

/**
 * docs/TOUR.md and docs/OPERATIONS.md as printed, each in one bash, against a system with the demo data of `npm start`.
 * Where a reader waits for the clock, the test moves it: lots close and editions take effect in half an hour,
 * so that a busy machine is in time.
 */
const SECONDS_AHEAD = 1_800;
/** Alone it takes two minutes; on a machine that is busy with other things, many more. */
const WALK_MS = 900_000;
const pages = ['docs/TOUR.md', 'docs/OPERATIONS.md'].map((page) => ({
  page,
  blocks: blocksOf(readFileSync(join(checkoutFolder(), page), 'utf8')),
}));

let system: TestSystem;
beforeAll(async () => {
  system = await createSystem({ restarts: true });
  await system.command('identity', 'seed');
  await ensureDemo(system.local, () => undefined);
  const { urls, settings } = system;
  writeFileSync(join(system.home, 'local.json'), JSON.stringify({ urls, databases: settings.databaseUrls }));
}, WALK_MS);
afterAll(() => system?.stop());

/** The page says on standard error what instant it waits for. */
function moveClock(complaint: string): void {
  const instant = /^waiting until (\S+)$/.exec(complaint)?.[1];
  if (instant === undefined) return;
  const ahead = new Date(instant).getTime() - system.now().getTime();
  if (ahead > 0) void system.time.advance({ milliseconds: ahead });
}

describe.each(pages)('$page', ({ blocks }) => {
  let walked: Walk;
  beforeAll(async () => {
    walked = await walk(blocks, {
      cwd: checkoutFolder(),
      env: {
        ...process.env,
        GATEWAY: system.urls.gateway,
        MAILBOX: system.urls.mailbox,
        IDENTITY: system.serviceUrl('identity'),
        BELGI_HOME: system.home,
        CLOSES_IN: String(SECONDS_AHEAD),
        EFFECT_IN: String(SECONDS_AHEAD),
      },
      onComplaint: moveClock,
    });
  }, WALK_MS);

  it('comes to its end', () => {
    const { printed, exitCode, complaints } = walked;
    const where = `stopped in the block at line ${blocks[printed.length - 1]?.line}, having printed ${printed.at(-1)?.join('\n')}`;
    expect(exitCode, `${where}\n${complaints}`).toBe(0);
  });

  it.each(blocks.map((block, at) => ({ ...block, at })))(
    'promises what it prints: $heading, line $line',
    ({ promised, at }) => {
      const printed = walked.printed[at] ?? [];
      const broken = promised.filter((promise, line) => !keeps(promise, printed[line] ?? ''));
      expect(broken, `came: ${printed.join('\n')}`).toEqual([]);
      expect(printed).toHaveLength(promised.length);
    },
  );
});
