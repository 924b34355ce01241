import { GRANT_DETAIL_TYPE, MAX_TOKEN_GRANTS } from '@belgi/access';
import { idSchema } from '@belgi/contracts';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';

/** RFC 9396: one grant that the token shall serve to read under. */
const grantDetail = z.strictObject({ type: z.literal(GRANT_DETAIL_TYPE), grant_id: idSchema });
const grantDetails = z.array(grantDetail).min(1).max(MAX_TOKEN_GRANTS);

/**
 * The form of one entry of `authorization_details`. Whether there is such a grant, whose it is and whether it is live is
 * privacy's to know, at the moment of each read: a token for somebody else's grant opens nothing.
 */
export function checkGrantDetail(_context: unknown, detail: unknown): void {
  if (!grantDetail.safeParse(detail).success)
    throw new errors.InvalidAuthorizationDetails(`an entry is { type: "${GRANT_DETAIL_TYPE}", grant_id }`);
}

/** What goes into the token: what was asked for, whole. */
export function grantDetailsOf(context: KoaContextWithOIDC): z.infer<typeof grantDetails> {
  const asked: unknown = JSON.parse(String(context.oidc.params?.['authorization_details']));
  const details = grantDetails.safeParse(asked);
  if (!details.success)
    throw new errors.InvalidAuthorizationDetails(
      `1 to ${MAX_TOKEN_GRANTS} entries; ask for further ones in another token`,
    );
  return details.data;
}
