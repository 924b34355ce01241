/** The run's shared PostgreSQL, as its superuser. @throws when vitest was started without testkit's globalSetup */
export function sharedPostgresUrl(): string {
  const url = process.env['BELGI_TEST_POSTGRES_URL'];
  if (url === undefined) {
    throw new Error(
      'No test PostgreSQL: run through vitest.config.ts, whose globalSetup is packages/testkit/src/global-setup.ts',
    );
  }
  return url;
}

export function hasSharedPostgres(): boolean {
  return process.env['BELGI_TEST_POSTGRES_URL'] !== undefined;
}
