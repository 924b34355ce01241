import { describe, expect, it } from 'vitest';
import { childOf, currentTrace, withTrace } from './trace.js';

const parent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

describe('trace context', () => {
  it('keeps the trace and takes a new span', () => {
    const child = childOf(parent);
    expect(child.split('-')[1]).toBe('a'.repeat(32));
    expect(child.split('-')[2]).not.toBe('b'.repeat(16));
  });

  it.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`])(
    'starts a new trace for %j',
    (given) => {
      expect(childOf(given)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    },
  );

  it('is there for the work and everything it awaits, and gone afterwards', async () => {
    await withTrace(parent, async () => {
      await Promise.resolve();
      expect(currentTrace()).toContain('a'.repeat(32));
    });
    expect(currentTrace()).toBeUndefined();
  });
});
