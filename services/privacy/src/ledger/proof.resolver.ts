import { Personal } from '@belgi/subgraph';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Consent } from '../consents/consent.type.js';
import { entryOfReceipt } from '../consents/receipt.js';
import { Disclosure } from '../disclosures/disclosure.type.js';
import type { Context } from '../loaders.js';
import { RightsStep } from '../rights/rights-request.type.js';
import { StaffRead } from '../staff-reads/staff-read.type.js';
import { LedgerProof } from './ledger.type.js';

/** The person's own; whoever may see the rest of the row for a purpose has no use for the salt. */
const history = { category: 'DISCLOSURE_HISTORY', purposes: [] } as const;
const consent = { category: 'CONSENT_HISTORY', purposes: [] } as const;
const rights = { category: 'CORRESPONDENCE', purposes: [] } as const;
const FILE =
  'A file to keep and to check without asking us (C2SP tlog-proof; `pnpm verify`, page /verify); null until the next checkpoint, a few seconds.';

@Resolver(() => Consent)
export class ConsentProofResolver {
  @FieldResolver(() => String, { nullable: true, description: FILE })
  @Personal(consent)
  async proofFile(@Root() { receipt }: Consent, @Ctx() { loaders }: Context): Promise<string | null> {
    return loaders.proofFile.load({ entryId: entryOfReceipt(receipt), receipt });
  }
}

@Resolver(() => Disclosure)
export class DisclosureProofResolver {
  @FieldResolver(() => LedgerProof, {
    nullable: true,
    description: 'That this read stands in the ledger; null until the next checkpoint, a few seconds.',
  })
  @Personal(history)
  async proof(@Root() { entryId }: Disclosure, @Ctx() { loaders }: Context): Promise<LedgerProof | null> {
    return loaders.proof.load(entryId);
  }

  @FieldResolver(() => String, { nullable: true, description: FILE })
  @Personal(history)
  async proofFile(@Root() { entryId }: Disclosure, @Ctx() { loaders }: Context): Promise<string | null> {
    return loaders.proofFile.load({ entryId });
  }
}

@Resolver(() => RightsStep)
export class RightsStepProofResolver {
  @FieldResolver(() => String, { nullable: true, description: FILE })
  @Personal(rights)
  async proofFile(@Root() { entryId }: RightsStep, @Ctx() { loaders }: Context): Promise<string | null> {
    return loaders.proofFile.load({ entryId });
  }
}

@Resolver(() => StaffRead)
export class StaffReadProofResolver {
  @FieldResolver(() => String, { nullable: true, description: FILE })
  @Personal(history)
  async proofFile(@Root() { entryId }: StaffRead, @Ctx() { loaders }: Context): Promise<string | null> {
    // What was refused disclosed nothing, and is no leaf.
    return entryId === null ? null : loaders.proofFile.load({ entryId });
  }
}
