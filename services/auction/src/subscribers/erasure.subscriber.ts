import { ErasureAskedV1, ErasureOrderedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { erasePerson } from '../erasure/erase-person.js';
import { weighErasure } from '../erasure/weigh-erasure.js';

/** Privacy's erasure facts; what is said about a person here takes the version of the fact that it answers. */
export const erasureHandlers: readonly Handler[] = [
  on(ErasureAskedV1, (tx, { data, version }) => weighErasure(tx, data, version)),
  on(ErasureOrderedV1, (tx, { data, version }) => erasePerson(tx, data, version)),
];
