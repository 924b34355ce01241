import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What a provider does with the next message. */
export type Behaviour =
  | { readonly do: 'accept' }
  /** A reply code: 4xx for now, 5xx for good. HTTP status for the hook. */
  | { readonly do: 'refuse'; readonly code: number }
  /** Takes the message and hangs up without an answer: nobody outside knows that it arrived. */
  | { readonly do: 'take-and-hang-up' };

export interface TestSmtp extends AsyncDisposable {
  readonly url: string;
  readonly mails: ParsedMail[];
  /** For the next messages, in order; afterwards all are accepted. */
  readonly script: Behaviour[];
  /** Runs while a message is being taken, before it is answered. */
  onMail: (mail: ParsedMail) => Promise<void> | void;
}

/** A real SMTP server that keeps what it is sent. */
export async function startSmtp(): Promise<TestSmtp> {
  const mails: ParsedMail[] = [];
  const script: Behaviour[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, callback) {
      void simpleParser(stream).then(async (mail) => {
        const behaviour = script.shift() ?? { do: 'accept' };
        if (behaviour.do === 'refuse')
          return callback(Object.assign(new Error('refused by script'), { responseCode: behaviour.code }));
        mails.push(mail);
        await smtp.onMail(mail);
        if (behaviour.do === 'accept') return callback();
        for (const connection of server.connections) connection.close();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const smtp: TestSmtp = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    script,
    onMail: () => undefined,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return smtp;
}

export interface Sms {
  readonly to: string;
  readonly text: string;
  readonly id: string;
}

export interface TestSmsHook extends AsyncDisposable {
  readonly url: string;
  readonly secret: string;
  /** What reached phones: one per id. */
  readonly messages: Sms[];
  /** Every request, repeats included. */
  readonly requests: Sms[];
  readonly script: Behaviour[];
}

/** A real SMS hook, with the contract of ours: a repeated id is accepted and dropped. */
export async function startSmsHook(): Promise<TestSmsHook> {
  const messages: Sms[] = [];
  const requests: Sms[] = [];
  const script: Behaviour[] = [];
  const secret = 'a secret of at least sixteen';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers.authorization !== `Bearer ${secret}`) return response.writeHead(401).end();
    const sms = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Sms;
    requests.push(sms);
    const behaviour = script.shift() ?? { do: 'accept' };
    if (behaviour.do === 'refuse') return response.writeHead(behaviour.code).end();
    if (!messages.some(({ id }) => id === sms.id)) messages.push(sms);
    if (behaviour.do === 'take-and-hang-up') return request.socket.destroy();
    return response.writeHead(202).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sms`,
    secret,
    messages,
    requests,
    script,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
