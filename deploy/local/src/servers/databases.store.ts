import pg from 'pg';

export interface ServiceDatabase {
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

/**
 * One role and one database of its own; nobody else can connect to it. Safe to run again: a changed password
 * is set, a missing right is repaired.
 */
export async function ensureServiceDatabase(
  adminUrl: string,
  wanted: ServiceDatabase,
  template?: string,
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    // Roles and rights of databases live in catalogues of the whole server, where two writers at once fail with
    // "tuple concurrently updated": one at a time. The lock goes with the connection.
    await client.query("/* databases.lock */ SELECT pg_advisory_lock(hashtextextended('ensureServiceDatabase', 0))");
    await ensureRole(client, wanted);
    await createDatabase(client, wanted.database, wanted.role, template);
    await closeToStrangers(client, 'postgres');
    await closeToStrangers(client, 'template1');
  });
}

async function ensureRole(client: pg.Client, { role, password }: ServiceDatabase): Promise<void> {
  const name = client.escapeIdentifier(role);
  const found = await client.query('/* roles.find */ SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) {
    await client.query(`/* roles.create */ CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`);
  }
  await client.query(`/* roles.set-password */ ALTER ROLE ${name} PASSWORD ${client.escapeLiteral(password)}`);
}

async function createDatabase(client: pg.Client, database: string, role: string, template?: string): Promise<void> {
  const found = await client.query('/* databases.find */ SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  const name = client.escapeIdentifier(database);
  const owner = client.escapeIdentifier(role);
  if (found.rowCount === 0) {
    // template0 has no connections of anyone: copying template1 fails while somebody is connected to it.
    const source = client.escapeIdentifier(template ?? 'template0');
    await client.query(`/* databases.create */ CREATE DATABASE ${name} OWNER ${owner} TEMPLATE ${source}`);
  }
  await closeToStrangers(client, database);
  await client.query(`/* databases.grant */ GRANT CONNECT ON DATABASE ${name} TO ${owner}`);
}

/** PostgreSQL lets every role connect to every database unless told otherwise. */
async function closeToStrangers(client: pg.Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  const open = await client.query(
    `/* databases.is-open */ SELECT 1 FROM pg_database d
      WHERE datname = $1 AND (datacl IS NULL OR EXISTS (
        SELECT 1 FROM aclexplode(d.datacl) a WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT'))`,
    [database],
  );
  if (open.rowCount !== 0) await client.query(`/* databases.close */ REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
}

export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const name = client.escapeIdentifier(database);
    await client.query(`/* databases.drop */ DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}

export async function dropRole(adminUrl: string, role: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`/* roles.drop */ DROP ROLE IF EXISTS ${client.escapeIdentifier(role)}`);
  });
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a server that goes away is reported by the query itself
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
