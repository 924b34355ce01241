import { v7 } from 'uuid';
import { z } from 'zod';

/** A new opaque, time-ordered identifier (UUIDv7, RFC 9562). It says nothing about a person. */
export const newId = (): string => v7();

/** Shape of every identifier in events and on the wire. */
export const idSchema = z.uuid();
