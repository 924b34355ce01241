import { createServer, type Server, type Socket, connect as to } from 'node:net';

/** Stands between two processes on this machine: spreads connections over its targets, and cuts them when it is told to. */
export class TcpRelay implements AsyncDisposable {
  readonly port: number;
  #targets: readonly number[] = [];
  #next = 0;
  #isCut = false;
  readonly #open = new Set<Socket>();

  private constructor(private readonly server: Server) {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a relay listens on a port');
    this.port = address.port;
    server.on('connection', (client) => this.#take(client, this.#targets.length));
  }

  static open(): Promise<TcpRelay> {
    const server = createServer({ pauseOnConnect: true });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(new TcpRelay(server)));
    });
  }

  /** Ports, in turn; whoever does not answer is stepped over. Connections that there are end, so that new ones are spread. */
  spreadOver(...targets: readonly number[]): void {
    this.#targets = targets;
    this.#dropAll();
  }

  /** What is open ends without a word, and what comes waits for an answer that never comes: as behind a cable that was pulled. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.pause();
  }

  mend(): void {
    this.#isCut = false;
    this.#dropAll();
  }

  #take(client: Socket, chances: number): void {
    this.#keep(client);
    if (this.#isCut) return;
    const port = this.#targets[this.#next++ % Math.max(1, this.#targets.length)];
    if (port === undefined || chances === 0) return void client.destroy();
    const target = to(port, '127.0.0.1');
    target.once('error', () => {
      if (target.connecting) this.#take(client, chances - 1);
      else client.destroy();
    });
    target.once('connect', () => {
      this.#keep(target);
      client.pipe(target).pipe(client);
      client.once('close', () => target.destroy());
      target.once('close', () => client.destroy());
      client.resume();
    });
  }

  #keep(socket: Socket): void {
    if (this.#open.has(socket)) return;
    this.#open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#open.delete(socket));
  }

  #dropAll(): void {
    for (const socket of this.#open) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#dropAll();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
