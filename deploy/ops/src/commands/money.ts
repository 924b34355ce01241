import { z } from 'zod';
import { type Command, databaseUrlOf } from '../command.js';
import { findingsOf } from './service-program.js';

const audit = z.object({
  findings: z.array(z.object({ table: z.string(), row: z.string(), problem: z.string() })),
  orders: z.int(),
  balances: z.record(z.string(), z.string().regex(/^-?\d+$/)),
});

export const moneyAuditCommand: Command = {
  usage: 'money audit',
  summary: 'what each account has in tyiyn, and every order whose postings are not where the order says',
  example: 'pnpm ops money audit',
  async run({ environment }) {
    const url = databaseUrlOf(environment, 'auction');
    const { findings, orders, balances } = audit.parse(
      JSON.parse(await findingsOf('auction', 'audit-money', { DATABASE_URL: url })),
    );
    if (findings.length > 0)
      return { rows: findings, summary: `${orders} orders; ${findings.length} things are wrong.`, isBad: true };
    const rows = Object.entries(balances).map(([account, amount]) => ({ account, amount }));
    return { rows, summary: `${orders} orders; all accounts together come to nothing, nothing is wrong.` };
  },
};
