import type { Command } from '../command.js';
import { deadLettersListCommand, deadLettersRequeueCommand, deadLettersShowCommand } from './dead-letters.js';
import { ledgerAuditCommand } from './ledger.js';
import { lotPolicyAdoptCommand, lotPolicyShowCommand } from './lot-policy.js';
import { migrationsStatusCommand } from './migrations.js';
import { moneyAuditCommand } from './money.js';
import { outboxReplayCommand, outboxStatusCommand } from './outbox.js';
import { policyImportCommand } from './policy-import.js';
import { republishCommand } from './republish.js';
import { retentionCommand } from './retention.js';
import { transparencyReconcileCommand } from './transparency.js';

/** Every command by its words. */
export const commands: Readonly<Record<string, Command>> = {
  'outbox status': outboxStatusCommand,
  'outbox replay': outboxReplayCommand,
  republish: republishCommand,
  'dead-letters list': deadLettersListCommand,
  'dead-letters show': deadLettersShowCommand,
  'dead-letters requeue': deadLettersRequeueCommand,
  'migrations status': migrationsStatusCommand,
  'ledger audit': ledgerAuditCommand,
  'lot-policy show': lotPolicyShowCommand,
  'lot-policy adopt': lotPolicyAdoptCommand,
  'money audit': moneyAuditCommand,
  'policy import': policyImportCommand,
  retention: retentionCommand,
  'transparency reconcile': transparencyReconcileCommand,
};
