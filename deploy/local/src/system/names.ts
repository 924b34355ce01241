import { type ServiceName, serviceNames } from '@belgi/contracts';

/** One program run twice: who signs the ledger's checkpoints and who cosigns them (decision 0018). */
export const notaryNames = ['signer', 'witness'] as const;
export type NotaryName = (typeof notaryNames)[number];
export const standInNames = ['bank', 'portal', 'mailbox'] as const;
export type StandInName = (typeof standInNames)[number];
/** The programs we wrote, in the order in which they are stopped: who asks before who is asked. */
export type ProgramName = 'gateway' | ServiceName | NotaryName | StandInName;
export const programNames: readonly ProgramName[] = ['gateway', ...serviceNames, ...notaryNames, ...standInNames];

export type ProcessName = ProgramName | 'nats' | 'postgres';

/** Everything that listens, with the variable that sets its port and the default. */
export const portTable = {
  gateway: { variable: 'GATEWAY_PORT', default: 4000 },
  identity: { variable: 'IDENTITY_PORT', default: 4001 },
  privacy: { variable: 'PRIVACY_PORT', default: 4002 },
  auction: { variable: 'AUCTION_PORT', default: 4003 },
  notify: { variable: 'NOTIFY_PORT', default: 4004 },
  signer: { variable: 'SIGNER_PORT', default: 4005 },
  witness: { variable: 'WITNESS_PORT', default: 4006 },
  postgres: { variable: 'POSTGRES_PORT', default: 4010 },
  nats: { variable: 'NATS_PORT', default: 4022 },
  smtp: { variable: 'SMTP_PORT', default: 4025 },
  mailbox: { variable: 'MAILBOX_PORT', default: 4080 },
  bank: { variable: 'BANK_PORT', default: 4081 },
  portal: { variable: 'PORTAL_PORT', default: 4082 },
} as const;
export type PortName = keyof typeof portTable;
export type Ports = Readonly<Record<PortName, number>>;
export const portNames = Object.keys(portTable) as PortName[];
