import { type NatsUser, natsUsers, permissionsOf } from './nats-permissions.js';

export interface NatsConfigurationOptions {
  readonly port: number;
  readonly storeFolder: string;
  readonly passwords: Readonly<Record<NatsUser, string>>;
}

/** Stream storage of a local system; far above what demo data or a test needs. */
const MAX_STORE_BYTES = 2 * 1024 * 1024 * 1024;
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
/** An edition in three languages is the largest fact by far; this is nats-server's own default. */
const MAX_PAYLOAD_BYTES = 1024 * 1024;

/** The nats-server configuration: JetStream on files, one user per service with its own permissions. */
export function natsConfiguration({ port, storeFolder, passwords }: NatsConfigurationOptions): string {
  const users = natsUsers.map((user) => userBlock(user, passwords[user])).join('\n');
  return `# Generated at each start from the tables of @belgi/contracts. Holds passwords: mode 0600.
host: "127.0.0.1"
port: ${port}
server_name: "belgi-${port}"
max_payload: ${MAX_PAYLOAD_BYTES}
jetstream {
  store_dir: ${quoted(storeFolder)}
  max_file_store: ${MAX_STORE_BYTES}
  max_memory_store: ${MAX_MEMORY_BYTES}
}
authorization {
  users = [
${users}
  ]
}
`;
}

function userBlock(user: NatsUser, password: string): string {
  const { publish, subscribe, answers } = permissionsOf(user);
  return `    {
      user: ${quoted(user)}
      password: ${quoted(password)}
      permissions {
        publish: { allow: ${list(publish)} }
        subscribe: { allow: ${list(subscribe)} }
${answers ? '        allow_responses: { max: 1, expires: "1m" }\n' : ''}      }
    }`;
}

function list(subjects: readonly string[]): string {
  // An empty "allow" would mean "everything": name a subject nobody uses instead.
  return `[${(subjects.length > 0 ? subjects : ['belgi.nothing']).map(quoted).join(', ')}]`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
