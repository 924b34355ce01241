import { describe, expect, it } from 'vitest';
import { isSignedReport, REPORT_TOLERANCE_SECONDS, signReport } from './signed-report.js';

const secret = 'the bank and we know it';
const nowMs = Date.UTC(2026, 0, 1);
const timestamp = String(nowMs / 1_000);
const body = Buffer.from('{"eventId":"1"}');
const good = { timestamp, signature: signReport(secret, timestamp, body), body };

// Attacks: a stranger's report, a captured one sent later, one with other bytes under a captured signature.
describe('a report of the bank', () => {
  it('is believed under the current secret and under the one before it', () => {
    expect(isSignedReport(good, [secret], nowMs)).toBe(true);
    expect(isSignedReport(good, ['a new one', secret], nowMs)).toBe(true);
  });
  it.each([
    ['under another secret', good, ['another'], nowMs],
    ['with other bytes', { ...good, body: Buffer.from('{"eventId":"2"}') }, [secret], nowMs],
    ['with another timestamp', { ...good, timestamp: String(nowMs / 1_000 + 1) }, [secret], nowMs],
    ['too old', good, [secret], nowMs + (REPORT_TOLERANCE_SECONDS + 1) * 1_000],
    ['from the future', good, [secret], nowMs - (REPORT_TOLERANCE_SECONDS + 1) * 1_000],
    ['without signature', { ...good, signature: undefined }, [secret], nowMs],
    ['without timestamp', { ...good, timestamp: undefined }, [secret], nowMs],
    ['with a timestamp that is no number', { ...good, timestamp: 'NaN' }, [secret], nowMs],
    ['when we hold no secret', good, [], nowMs],
  ])('is not believed %s', (_why, report, secrets, now) => expect(isSignedReport(report, secrets, now)).toBe(false));
});
