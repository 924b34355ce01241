import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { EnvironmentError, readEnvironment, serviceEnvironment } from './environment.js';

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

  it('tells a short item of a list from a missing variable', () => {
    const { DEPLOYMENT_SECRETS } = serviceEnvironment;
    const faultsOf = (list: string) => {
      try {
        return readEnvironment({ DEPLOYMENT_SECRETS }, { DEPLOYMENT_SECRETS: list });
      } catch (error) {
        return (error as EnvironmentError).faults;
      }
    };
    const long = 'x'.repeat(32);
    expect(faultsOf(`${long},short`)).toEqual(['DEPLOYMENT_SECRETS: item 2 is too short: at least 32 characters']);
    expect(faultsOf('short')).toEqual(['DEPLOYMENT_SECRETS: item 1 is too short: at least 32 characters']);
    expect(faultsOf('')).toEqual(['DEPLOYMENT_SECRETS: is missing']);
    expect(faultsOf(`${long},${long},${long}`)).toEqual([expect.stringMatching(/^DEPLOYMENT_SECRETS: Too big/)]);
    expect(() => readEnvironment(shape, { PORT: '1', SECRET: 'short' })).toThrow(
      'SECRET: is too short: at least 8 characters',
    );
  });

  it('reads a secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'belgi-environment-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'secret');
    writeFileSync(file, 'from a mounted file\n');
    expect(readEnvironment(shape, { PORT: '80', SECRET_FILE: file }).SECRET).toBe('from a mounted file');
    expect(() => readEnvironment(shape, { PORT: '80', SECRET_FILE: '/nowhere/at/all' })).toThrow(
      'SECRET_FILE: cannot be read',
    );
  });
});
