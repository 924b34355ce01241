import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EnvironmentError, readEnvironment } from './environment.js';

const shape = { PORT: z.coerce.number().int(), SECRET: z.string().min(8), LEVEL: z.string().default('info') };

describe('readEnvironment', () => {
  it('gives typed values and defaults', () => {
    expect(readEnvironment(shape, { PORT: '80', SECRET: 'long enough' })).toEqual({
      PORT: 80,
      SECRET: 'long enough',
      LEVEL: 'info',
    });
  });

  it('names all faults at once and no value', () => {
    const read = () => readEnvironment(shape, { PORT: 'eighty', SECRET: 'hunter2' });
    expect(read).toThrow(EnvironmentError);
    try {
      read();
    } catch (error) {
      expect((error as EnvironmentError).faults).toHaveLength(2);
      expect((error as EnvironmentError).message).not.toContain('hunter2');
    }
  });

  it('says what is missing, and takes an empty variable for an absent one', () => {
    expect(() => readEnvironment(shape, { PORT: '', SECRET: 'long enough' })).toThrow('PORT: is missing');
  });

  it('reads a secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'belgi-environment-')), 'secret');
    writeFileSync(file, 'from a mounted file\n');
    expect(readEnvironment(shape, { PORT: '80', SECRET_FILE: file }).SECRET).toBe('from a mounted file');
    expect(() => readEnvironment(shape, { PORT: '80', SECRET_FILE: '/nowhere/at/all' })).toThrow(
      'SECRET_FILE: cannot be read',
    );
  });
});
