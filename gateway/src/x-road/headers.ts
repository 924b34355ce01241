import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** X-Road Message Protocol for REST (PR-REST 1.0.4) §4.8: what an identifier may consist of; each part on its own. */
const PART = "[A-Za-z0-9'()+,\\-.=?]{1,64}";
const parts = (least: number, most: number) => new RegExp(`^${PART}(?:/${PART}){${least - 1},${most - 1}}$`);
/** A PIN: sex, DDMMYYYY, five digits. Whatever holds one has no place in a log or an answer's head. */
const PIN = /[12](0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d{7}/;
/** The protocol's own examples are UUIDs; 64 characters hold every other numbering in use. */
const MESSAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
/** Numbers of letters and cases as offices write them; other scripts come percent-encoded, as a header asks for. */
const ISSUE = /^[A-Za-z0-9%#/._:() -]{1,128}$/;
/** Country code and a national number (PR-REST §4.3), or an agency's own number for its officer. */
const USER_ID = /^[A-Za-z0-9._:/-]{1,64}$/;

/** Also when it is grouped, or written in percent signs. */
function withoutPin(value: string): boolean {
  const plain = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return !PIN.test(plain.replace(/[ ._:/-]/g, ''));
}

/** A UUID may look like a PIN by chance; nothing else may. */
const messageId = z.uuid().or(z.string().regex(MESSAGE_ID).refine(withoutPin));

/** Headers of the exchange layer on a request, by their names in lower case. */
const schema = z.object({
  'x-road-client': z.string().regex(parts(3, 4)),
  'x-road-service': z.string().regex(parts(4, 5)).optional(),
  'x-road-id': messageId.optional(),
  'x-road-request-id': messageId.optional(),
  'x-road-userid': z.string().regex(USER_ID).optional(),
  'x-road-issue': z.string().regex(ISSUE).refine(withoutPin).optional(),
});

/** What the exchange layer says of a request. */
export interface XRoad {
  /** `instance/class/member[/subsystem]`: who calls. */
  readonly client: string;
  /** `instance/class/member[/subsystem]/service`: what is called; undefined: not said. */
  readonly service: string | undefined;
  /** Number of the message; undefined: not given, so the answer brings one of ours. */
  readonly id: string | undefined;
  /** Number of this delivery of the message, given by a security server. */
  readonly requestId: string | undefined;
  /** The officer at the agency. A person: never logged, never passed on. */
  readonly userId: string | undefined;
  /** The letter or case at the agency for which it asks. */
  readonly issue: string | undefined;
}

/**
 * Reads the X-Road headers of a request.
 * @returns undefined when there are none; the name of the first header that is missing or malformed, never its value
 */
export function readXRoad(headers: IncomingHttpHeaders): XRoad | { readonly malformed: string } | undefined {
  const given = Object.keys(headers).filter((name) => name.startsWith('x-road-'));
  if (given.length === 0) return undefined;
  const read = schema.safeParse(headers);
  if (!read.success) return { malformed: String(read.error.issues[0]?.path[0]) };
  const { data } = read;
  return {
    client: data['x-road-client'],
    service: data['x-road-service'],
    id: data['x-road-id'],
    requestId: data['x-road-request-id'],
    userId: data['x-road-userid'],
    issue: data['x-road-issue'],
  };
}
