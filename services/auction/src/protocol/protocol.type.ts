import { Field, Int, ObjectType } from 'type-graphql';
import type { SealedProtocol } from './protocol.store.js';

/** For everybody: it names bidders by their number alone. */
@ObjectType('ClosingProtocol', {
  description:
    'Everything that happened to a lot, line by line, sealed after its end. Check it with `pnpm verify` or at `/verify`.',
})
export class ClosingProtocolType {
  @Field(() => Int, { description: 'How many lines it has.' })
  lines!: number;

  @Field(() => Int, { description: 'Sequence of the last bid; 0: nobody bid.' })
  lastSequence!: number;

  @Field(() => String, {
    description: 'SHA-256 of all lines, lower-case hexadecimal; its leaf in the ledger says the same.',
  })
  protocolSha256!: string;

  @Field(() => String, { description: 'SHA-256 of the last line, which has that of the one before it, and so on.' })
  chainSha256!: string;

  @Field(() => String, { description: 'Compact JWS over these hashes; keys at `/protocols/keys`.' })
  seal!: string;

  @Field(() => Date)
  signedAt!: Date;

  @Field(() => String, { description: 'The protocol as a file.' })
  url!: string;

  @Field(() => String, { description: 'The same to be read and printed.' })
  pageUrl!: string;

  @Field(() => String, { description: 'Its proof file of the ledger, a few seconds after the seal.' })
  proofUrl!: string;
}

/** @param publicUrl of the gateway, without a slash at its end */
export function closingProtocolTypeOf(sealed: SealedProtocol, publicUrl: string): ClosingProtocolType {
  const { lotId, ...told } = sealed;
  const url = `${publicUrl}/protocols/${lotId}`;
  return { ...told, url, pageUrl: `${url}/page`, proofUrl: `${publicUrl}/ledger/protocols/${lotId}` };
}
