import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One ```sh block of a page: its commands, and what they print according to the page. */
export interface Block {
  /** The heading it stands under. */
  readonly heading: string;
  /** Line of the page where its commands begin. */
  readonly line: number;
  readonly commands: string;
  readonly promised: readonly string[];
}

const PROMISE = '#=> ';
/** Between the outputs of two blocks; nothing in the page prints it. */
const SEPARATOR = '\u001e';

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let open: { line: number; lines: string[] } | undefined;
  markdown.split('\n').forEach((text, at) => {
    if (open === undefined) {
      if (text.startsWith('#')) heading = text.replace(/^#+ */, '');
      if (text === '```sh') open = { line: at + 2, lines: [] };
      return;
    }
    if (text !== '```') {
      open.lines.push(text);
      return;
    }
    const { line, lines } = open;
    const promised = lines.filter((one) => one.startsWith(PROMISE)).map((one) => one.slice(PROMISE.length));
    blocks.push({ heading, line, commands: lines.filter((one) => !one.startsWith(PROMISE)).join('\n'), promised });
    open = undefined;
  });
  return blocks;
}

/** Whether a printed line is what the page promises; `…` stands for anything. */
export function keeps(promise: string, printed: string): boolean {
  const parts = promise.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(printed);
}

export interface Walk {
  readonly exitCode: number | null;
  /** What each block printed, as far as the walk came. */
  readonly printed: readonly (readonly string[])[];
  /** Standard error, for whoever looks for the reason. */
  readonly complaints: string;
}

/** Runs the blocks in one bash, as a reader would; `onComplaint` hears each line of standard error as it comes. */
export async function walk(
  blocks: readonly Block[],
  options: { cwd: string; env: NodeJS.ProcessEnv; onComplaint?: (line: string) => void },
): Promise<Walk> {
  const script = blocks.map(({ commands }) => `${commands}\nprintf '${SEPARATOR}\\n'`).join('\n');
  const bash = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[][] = [[]];
  const complaints: string[] = [];
  const exited = new Promise<number | null>((resolve) => bash.once('close', resolve));
  createInterface({ input: bash.stderr }).on('line', (line) => {
    complaints.push(line);
    options.onComplaint?.(line);
  });
  for await (const line of createInterface({ input: bash.stdout })) {
    if (line === SEPARATOR) printed.push([]);
    else printed.at(-1)?.push(line);
  }
  return { exitCode: await exited, printed, complaints: complaints.join('\n') };
}
