import { z } from 'zod';
import { idSchema } from './id.js';
import { instantSchema } from './values.js';

/** Acknowledgement of a consent change: from this epoch on the service acts by it. Aggregate: the citizen, version: the epoch. */
export const consentApplied = {
  citizenId: idSchema,
  epoch: z.int().positive(),
  /** By the applying service's database clock; latency is measured by privacy's. */
  at: instantSchema,
};
