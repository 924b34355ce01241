import { arrivalMs } from '@belgi/runtime';
import type { ServiceName } from '../subgraphs/pools.js';

/** A path of a service that the gateway lets through as it is. Nothing outside this table reaches a service. */
export interface Route {
  readonly service: ServiceName;
  /** Fastify pattern. */
  readonly path: string;
  /** Everything below the path as well. */
  readonly below?: true;
  readonly methods: readonly ('GET' | 'POST' | 'DELETE' | 'PUT')[];
  /** Bytes of a request body; 0: none is taken. */
  readonly bodyBytes: number;
  /** Milliseconds from the head of the request to the head of the answer. */
  readonly deadlineMs: number;
  /** The path at the service where it is another one. */
  readonly target?: string;
}

const KIB = 1024;
const MIB = 1024 * KIB;
/** Pages and callbacks answer from memory or one query. */
const PAGE_MS = 10_000;
/** A letter may have 10 MiB; the rest is for the multipart frame and its fields. */
const LETTER_BYTES = 10 * MIB + 64 * KIB;
/** What a letter may take to come in over a slow line, and half a minute to be checked and sealed. */
const UPLOAD_MS = arrivalMs(LETTER_BYTES) + 30_000;
/** Some megabytes are opened and packed. */
const EXPORT_MS = 30_000;
/** A token request with a signed assertion, a form of a sign-in page, a bank's report: all far below. */
const FORM_BYTES = 64 * KIB;

export const ROUTES: readonly Route[] = [
  { service: 'privacy', path: '/policy', below: true, methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  { service: 'privacy', path: '/policy/erasure', methods: ['POST'], bodyBytes: 4 * KIB, deadlineMs: PAGE_MS },
  {
    service: 'privacy',
    path: '/policy/ask',
    below: true,
    methods: ['GET', 'POST'],
    bodyBytes: FORM_BYTES,
    deadlineMs: PAGE_MS,
  },
  { service: 'privacy', path: '/ledger', below: true, methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  { service: 'privacy', path: '/verify', below: true, methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  { service: 'auction', path: '/protocols', below: true, methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  { service: 'auction', path: '/open-data', below: true, methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  { service: 'privacy', path: '/.well-known/gpc.json', methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  // The data tracker's shape: a national portal shows a citizen who used their data.
  { service: 'privacy', path: '/v2/findUsage', methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  { service: 'privacy', path: '/v2/usagePeriod', methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  { service: 'privacy', path: '/v2/heartbeat', methods: ['GET'], bodyBytes: 0, deadlineMs: PAGE_MS },
  {
    service: 'privacy',
    path: '/exports/:token(^[A-Za-z0-9_-]{43}$)',
    methods: ['GET'],
    bodyBytes: 0,
    deadlineMs: EXPORT_MS,
  },
  { service: 'privacy', path: '/letters', methods: ['POST'], bodyBytes: LETTER_BYTES, deadlineMs: UPLOAD_MS },
  {
    service: 'identity',
    path: '/oauth',
    below: true,
    methods: ['GET', 'POST'],
    bodyBytes: FORM_BYTES,
    deadlineMs: PAGE_MS,
  },
  {
    // RFC 8414 §3.1 puts the well-known segment before the issuer's path; the issuer itself knows only its own paths.
    service: 'identity',
    path: '/.well-known/oauth-authorization-server/oauth',
    target: '/oauth/.well-known/openid-configuration',
    methods: ['GET'],
    bodyBytes: 0,
    deadlineMs: PAGE_MS,
  },
  {
    service: 'identity',
    path: '/portal',
    below: true,
    methods: ['GET', 'POST'],
    bodyBytes: FORM_BYTES,
    deadlineMs: PAGE_MS,
  },
  {
    service: 'auction',
    path: '/hooks/bank/:provider(^[a-z0-9-]{1,32}$)',
    methods: ['POST'],
    bodyBytes: FORM_BYTES,
    deadlineMs: PAGE_MS,
  },
];
