/** The only file of this package that reads `process.env` (STYLE.md); main.ts adds the launcher's own settings. */

/** What every child inherits: where programs are found and how text is encoded. Nothing else leaks in from the caller's shell. */
const INHERITED = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'] as const;

export function inheritedEnvironment(): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== undefined) inherited[name] = value;
  }
  return inherited;
}

/** The folders of PATH plus the one where Debian puts daemons, which is often missing from a plain user's PATH. */
export function programFolders(): string[] {
  return [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'].filter(
    (folder) => folder !== '',
  );
}
