import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'That an entry is a leaf of the tree under a checkpoint (RFC 6962, audit path). Hashes in base64.',
})
export class LedgerProof {
  @Field(() => Int)
  leafIndex!: number;

  @Field(() => String)
  leafHash!: string;

  @Field(() => Int)
  treeSize!: number;

  @Field(() => [String], { description: 'From the sibling of the leaf up.' })
  path!: string[];

  @Field(() => String, { description: 'The signed checkpoint of that size, as GET /ledger/checkpoint gave it.' })
  checkpoint!: string;
}

@ObjectType({
  description: 'The transparency ledger as of its latest checkpoint. Hashes in base64. Keys: GET /ledger/keys.',
})
export class Ledger {
  @Field(() => String, { description: 'C2SP tlog-checkpoint: signed by the ledger, cosigned by its witness.' })
  checkpoint!: string;

  @Field(() => Int)
  size!: number;

  @Field(() => String)
  rootHash!: string;
}
