import type { Database } from '@belgi/database';
import { fault } from '@belgi/subgraph';
import { encodeBase64, parseCheckpoint, parseNote } from '@belgi/tlog';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { demand } from '../demand.js';
import type { Context } from '../loaders.js';
import { latestCheckpoint, type PublishedCheckpoint } from './checkpoints.store.js';
import { Ledger, LedgerProof } from './ledger.type.js';
import { proveGrowth, proveLeaf } from './prove.js';
import type { TreeReader } from './tree-reader.js';

/** The ledger with the checkpoint that its proofs are made under. */
type LedgerAsOf = Ledger & { readonly published: PublishedCheckpoint };

const NO_CHECKPOINT_YET = {
  ky: 'Журналдын кол коюлган абалы азырынча жок. Бир аздан кийин кайра аракет кылыңыз.',
  ru: 'Подписанного состояния журнала ещё нет. Повторите попытку чуть позже.',
  en: 'The ledger has no signed checkpoint yet. Try again shortly.',
};
const NOT_IN_TREE = {
  ky: 'Журналдын кол коюлган абалында мындай жазуу жок.',
  ru: 'В подписанном состоянии журнала нет такой записи.',
  en: 'The signed state of the ledger has no such leaf or size.',
};

@Resolver(() => Ledger)
export class LedgerResolver {
  constructor(
    private readonly database: Database,
    private readonly reader: TreeReader,
  ) {}

  @Query(() => Ledger, { description: 'The transparency ledger. Everybody may read it: it holds hashes.' })
  async ledger(@Ctx() { actor }: Context): Promise<LedgerAsOf> {
    demand(actor, 'ledger.read');
    const published = await latestCheckpoint(this.database);
    const checkpoint = published && parseCheckpoint(parseNote(published.note)?.text ?? '');
    if (published === undefined || checkpoint === undefined) throw fault('NO_CHECKPOINT_YET', NO_CHECKPOINT_YET);
    const { size, root } = checkpoint;
    return { checkpoint: published.note, size, rootHash: encodeBase64(root), published };
  }

  @FieldResolver(() => LedgerProof, { description: 'That this leaf is in the tree of the checkpoint.' })
  async inclusion(
    @Root() { published }: LedgerAsOf,
    @Arg('leafIndex', () => Int) leafIndex: number,
  ): Promise<LedgerProof> {
    const proof = await proveLeaf(this.reader.nodes(), published, leafIndex);
    if (proof === undefined) throw fault('NOT_IN_TREE', NOT_IN_TREE);
    return proof;
  }

  @FieldResolver(() => [String], { description: 'That one size of the tree extends another (RFC 6962, consistency).' })
  async consistency(
    @Root() { published }: LedgerAsOf,
    @Arg('from', () => Int) from: number,
    @Arg('to', () => Int) to: number,
  ): Promise<string[]> {
    const path = await proveGrowth(this.reader, published, { from, to });
    if (path === undefined) throw fault('NOT_IN_TREE', NOT_IN_TREE);
    return path;
  }
}
