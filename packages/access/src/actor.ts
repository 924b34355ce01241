import type { StaffRole } from '@belgi/contracts';
import type { AccessClaims } from './access-token.js';

/** The scope of a session that may only see and settle what is already there: no live consent stands behind it. */
export const RESTRICTED_SCOPE = 'rights';

export interface AnonymousActor {
  readonly kind: 'anonymous';
}

export interface CitizenActor {
  readonly kind: 'citizen';
  readonly id: string;
  readonly session: string;
  /** True: scope `rights` only (consent withdrawn, or a renewal is due). */
  readonly restricted: boolean;
  /** The consent the token was issued under; a projection that is ahead of it wins (ARCHITECTURE, "The gate"). */
  readonly consent: { readonly edition: number; readonly epoch: number } | null;
  /** When the password was given; absent where the token does not say. */
  readonly signedInAt?: Date;
}

export interface StaffActor {
  readonly kind: 'staff';
  readonly id: string;
  readonly session: string;
  readonly roles: readonly StaffRole[];
}

export interface AgencyActor {
  readonly kind: 'agency';
  readonly id: string;
  readonly clientId: string;
  /** As it was registered when the token was issued. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** RFC 7638, SHA-256: of the key that its token is bound to, and that it has just proved to hold. */
  readonly keyThumbprint: string;
  /** Its member on the exchange layer. */
  readonly xRoadMember: string | null;
  /** Disclosure grants that the token was asked for; it serves to read under these only. */
  readonly grants: readonly string[];
}

/** Who is asking. */
export type Actor = AnonymousActor | CitizenActor | StaffActor | AgencyActor;

export const ANONYMOUS: AnonymousActor = Object.freeze({ kind: 'anonymous' });

/** @param claims verified claims, or undefined when the request carried no token. */
export function actorOf(claims: AccessClaims | undefined): Actor {
  if (claims === undefined) return ANONYMOUS;
  const scopes = claims.scope?.split(' ').filter((scope) => scope !== '') ?? [];
  switch (claims.kind) {
    case 'citizen':
      return {
        kind: 'citizen',
        id: claims.sub,
        session: claims.sid,
        restricted: scopes.includes(RESTRICTED_SCOPE),
        consent:
          claims.edition === undefined || claims.epoch === undefined
            ? null
            : { edition: claims.edition, epoch: claims.epoch },
        ...(claims.auth_time === undefined ? {} : { signedInAt: new Date(claims.auth_time * 1000) }),
      };
    case 'staff':
      return { kind: 'staff', id: claims.sub, session: claims.sid, roles: claims.roles };
    case 'agency':
      return {
        kind: 'agency',
        id: claims.sub,
        clientId: claims.client_id,
        name: claims.agency_name,
        scopes,
        keyThumbprint: claims.cnf.jkt,
        xRoadMember: claims.x_road_member ?? null,
        grants: claims.authorization_details?.map(({ grant_id }) => grant_id) ?? [],
      };
  }
}
