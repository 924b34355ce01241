import { Personal } from '@belgi/subgraph';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { RightsRefused, RightsRequest } from '../rights/rights-request.type.js';
import { typename } from '../typename.js';

const own = { category: 'CORRESPONDENCE', purposes: [] } as const;

@ObjectType({ description: 'Asked for, and, unless the auction takes longer than two seconds, answered.' })
export class ErasureRequested {
  @Field(() => RightsRequest)
  @Personal(own)
  request!: RightsRequest;

  @Field(() => String, {
    description:
      'Where the certificate is fetched, once, when there is no account any more: keep it. Shown now and never again; what stands after # is sent to nobody by a browser.',
  })
  @Personal(own)
  certificateLink!: string;
}

export const RequestErasureResult = createUnionType({
  name: 'RequestErasureResult',
  types: () => [ErasureRequested, RightsRefused] as const,
  resolveType: typename,
});
