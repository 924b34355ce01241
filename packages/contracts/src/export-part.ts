import { z } from 'zod';
import { idSchema } from './id.js';
import { instantSchema } from './values.js';

/**
 * Characters of a sealed part in one fact: with its frame far below the megabyte that NATS carries, and few enough
 * facts for somebody who bid a whole year.
 */
export const EXPORT_PIECE_CHARS = 256 * 1024;
/** Pieces of one service's part: 64 MiB, where a busy person has some hundred kilobytes. */
export const MAX_EXPORT_PIECES = 256;

/**
 * A piece of what one service holds about a person, sealed to the key of their export: nobody reads it without the
 * private half, which privacy destroys with the export. Aggregate: the export; version: the piece.
 */
export const exportPieceShape = {
  exportId: idSchema,
  /** From 1. */
  piece: z.int().positive().max(MAX_EXPORT_PIECES),
  pieces: z.int().positive().max(MAX_EXPORT_PIECES),
  /** A slice of a compact JWE (ECDH-ES, A256GCM). */
  sealed: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+$/)
    .max(EXPORT_PIECE_CHARS),
  at: instantSchema,
};
