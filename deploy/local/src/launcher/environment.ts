import { join, resolve } from 'node:path';
import { type ServiceName, serviceNames } from '@belgi/contracts';
import { checkoutFolder } from '../checkout.js';
import { type PortName, type ProgramName, portNames, portTable, programNames } from '../system/names.js';

/** A fault of the launcher's own settings: one line for a person. */
export class LauncherSettingsError extends Error {}

export interface LauncherEnvironment {
  readonly home: string;
  readonly ports: Readonly<Partial<Record<PortName, number>>>;
  readonly databaseUrls: Readonly<Partial<Record<ServiceName, string>>>;
  readonly natsUrl: string | undefined;
  /** BELGI_PROGRAMS: comma separated, for working on one service with only its neighbours running. */
  readonly programs: readonly ProgramName[];
  /** BELGI_DEMO is not 0: demo data is allowed here. It is made only when every program runs. */
  readonly demo: boolean;
  readonly makesDemo: boolean;
  readonly logLevel: string;
}

const HIGHEST_PORT = 65_535;

/** @throws LauncherSettingsError */
export function readLauncherEnvironment(source: NodeJS.ProcessEnv = process.env): LauncherEnvironment {
  const programs = programsOf(source['BELGI_PROGRAMS']);
  const demo = source['BELGI_DEMO'] !== '0';
  return {
    home: homeOf(source),
    ports: Object.fromEntries(portNames.map((name) => [name, portOf(name, source)])),
    databaseUrls: databaseUrlsOf(source),
    natsUrl: source['NATS_URL'] || undefined,
    programs,
    demo,
    makesDemo: demo && programs.length === programNames.length,
    logLevel: source['LOG_LEVEL'] || 'info',
  };
}

/** Relative to where npm was called, as a person would expect. */
function homeOf(source: NodeJS.ProcessEnv): string {
  const given = source['BELGI_HOME'];
  return given ? resolve(source['INIT_CWD'] ?? process.cwd(), given) : join(checkoutFolder(), '.belgi');
}

function portOf(name: PortName, source: NodeJS.ProcessEnv): number {
  const { variable, default: usual } = portTable[name];
  const text = source[variable];
  if (text === undefined || text === '') return usual;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > HIGHEST_PORT)
    throw new LauncherSettingsError(`${variable} must be a port between 0 and ${HIGHEST_PORT}, not "${text}".`);
  return port;
}

function databaseUrlsOf(source: NodeJS.ProcessEnv): Partial<Record<ServiceName, string>> {
  const urls: Partial<Record<ServiceName, string>> = {};
  for (const service of serviceNames) {
    const url = source[`DATABASE_URL_${service.toUpperCase()}`];
    if (url) urls[service] = url;
  }
  return urls;
}

function programsOf(list: string | undefined): readonly ProgramName[] {
  if (!list) return programNames;
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !programNames.includes(name as ProgramName));
  if (unknown !== undefined)
    throw new LauncherSettingsError(`BELGI_PROGRAMS: "${unknown}" is none of ${programNames.join(', ')}.`);
  return programNames.filter((name) => names.includes(name));
}
