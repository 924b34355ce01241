import { ErasureOrderedV1 } from '@belgi/contracts';
import { type Handler, on } from '@belgi/messaging';
import { erasePerson } from '../erasure/erase-person.js';

/** privacy.erasure.> */
export const erasureHandlers = (): Handler[] => [on(ErasureOrderedV1, (tx, { data }) => erasePerson(tx, data))];
