/** One thing that is wrong with the configuration, in words that never hold a secret. */
export interface ConfigProblem {
  /** As in the file, such as `app.tick_ms`; or the file's own path. */
  key: string;
  /** The environment variable of the key, where it has one. */
  env?: string;
  /** What is wrong, and what to write instead. */
  problem: string;
}

/** The configuration cannot be used; `problems` names everything that has to be mended, not just the first thing. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[], options?: ErrorOptions) {
    const lines = problems.map(({ key, env, problem }) => `  ${key}${env ? ` (${env})` : ''}: ${problem}`);
    super(`The configuration cannot be used:\n${lines.join('\n')}`, options);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
