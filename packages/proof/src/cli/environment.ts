/** What the command takes from its environment: the language, and where the person is who called it through pnpm. */
export interface Environment {
  readonly LC_ALL?: string | undefined;
  readonly LC_MESSAGES?: string | undefined;
  readonly LANG?: string | undefined;
  readonly INIT_CWD?: string | undefined;
}

export function readEnvironment(): Environment {
  const { LC_ALL, LC_MESSAGES, LANG, INIT_CWD } = process.env;
  return { LC_ALL, LC_MESSAGES, LANG, INIT_CWD };
}
