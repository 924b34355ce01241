import {
  type Channel,
  channels,
  isNoticeKind,
  isSwitchable,
  type NoticeKind,
  switchableKinds,
} from '../notices/notice-kind.js';

/** Minutes in a day; times of day are minutes after midnight, Asia/Bishkek. */
export const DAY_MINUTES = 1440;

/** Bishkek keeps UTC+6 the whole year (no daylight saving since 2005). */
export const BISHKEK_OFFSET_MINUTES = 360;

/** Hours in which optional, not urgent messages wait. `from` may be later than `until`: over midnight. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** What the person switched; absent means on. */
export interface Preferences {
  readonly off: readonly { readonly kind: NoticeKind; readonly channel: Channel }[];
  readonly quiet: QuietHours | null;
}

export const NO_PREFERENCES: Preferences = { off: [], quiet: null };

/** One change, as asked for: null leaves the way as it is. */
export interface PreferenceChange {
  readonly kind: string;
  readonly email: boolean | null;
  readonly sms: boolean | null;
}

export interface PreferencesRequest {
  readonly changes: readonly PreferenceChange[];
  /** Absent: unchanged. Both null: no quiet hours. `HH:MM`, Asia/Bishkek. */
  readonly quiet?: { readonly from: string | null; readonly until: string | null };
}

export type PreferencesRefusal = 'NOTICE_KIND_UNKNOWN' | 'NOTICE_MANDATORY' | 'QUIET_HOURS_INVALID';

export interface Switch {
  readonly kind: NoticeKind;
  readonly channel: Channel;
  readonly on: boolean;
}

/** Everything optional off: the defaults of whoever registered with Global Privacy Control. */
export const allOff: readonly Switch[] = switchableKinds.flatMap((kind) =>
  channels.map((channel) => ({ kind, channel, on: false })),
);

export type PreferencesDecision =
  | { readonly accepted: true; readonly switches: readonly Switch[]; readonly quiet?: QuietHours | null }
  | { readonly accepted: false; readonly code: PreferencesRefusal };

/** Refusals in this order: NOTICE_KIND_UNKNOWN, NOTICE_MANDATORY, QUIET_HOURS_INVALID. */
export function decidePreferences(request: PreferencesRequest): PreferencesDecision {
  const refuse = (code: PreferencesRefusal): PreferencesDecision => ({ accepted: false, code });
  if (request.changes.some((change) => !isNoticeKind(change.kind))) return refuse('NOTICE_KIND_UNKNOWN');
  const known = request.changes as readonly (PreferenceChange & { kind: NoticeKind })[];
  if (known.some((change) => !isSwitchable(change.kind))) return refuse('NOTICE_MANDATORY');

  const switches = known.flatMap(({ kind, email, sms }): Switch[] => [
    ...(email === null ? [] : [{ kind, channel: 'EMAIL', on: email } as const]),
    ...(sms === null ? [] : [{ kind, channel: 'SMS', on: sms } as const]),
  ]);
  if (request.quiet === undefined) return { accepted: true, switches };

  const { from, until } = request.quiet;
  if (from === null && until === null) return { accepted: true, switches, quiet: null };
  const fromMinute = minuteOfDay(from);
  const untilMinute = minuteOfDay(until);
  // Equal ends would mean either nothing or the whole day: ask again rather than guess.
  if (fromMinute === null || untilMinute === null || fromMinute === untilMinute) return refuse('QUIET_HOURS_INVALID');
  return { accepted: true, switches, quiet: { fromMinute, untilMinute } };
}

export function allows(preferences: Preferences, kind: NoticeKind, channel: Channel): boolean {
  if (!isSwitchable(kind)) return true;
  return !preferences.off.some((off) => off.kind === kind && off.channel === channel);
}

/** The end of the quiet hours that `now` falls into, or null when it falls into none. */
export function quietUntil(quiet: QuietHours | null, now: Date): Date | null {
  if (quiet === null) return null;
  const minuteMs = 60_000;
  const local = Math.floor(now.getTime() / minuteMs) + BISHKEK_OFFSET_MINUTES;
  const minute = local % DAY_MINUTES;
  const { fromMinute, untilMinute } = quiet;
  const inside =
    fromMinute < untilMinute
      ? minute >= fromMinute && minute < untilMinute
      : minute >= fromMinute || minute < untilMinute;
  if (!inside) return null;
  const ahead = (untilMinute - minute + DAY_MINUTES) % DAY_MINUTES;
  return new Date((local - BISHKEK_OFFSET_MINUTES + ahead) * minuteMs);
}

export function minuteOfDay(text: string | null): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text ?? '');
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

export function clockText(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
