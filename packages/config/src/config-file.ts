import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './errors.js';
import { findComment } from './find-comment.js';

const FILE = join('configs', 'config.json');

export interface ConfigFile {
  path: string;
  /** What the JSON held. */
  content: Record<string, unknown>;
}

export interface FindOptions {
  /** Where the search upwards starts. @default process.cwd() */
  cwd?: string;
  /** Where it starts next. @default this module's directory */
  moduleDir?: string;
}

/**
 * Path of `configs/config.json`: what GOODSHUNTER_CONFIG names, else the nearest one upwards from the working directory, else
 * upwards from this module, so that a service finds it wherever it is started. Undefined when there is none.
 */
export function findConfigFile(env: NodeJS.ProcessEnv, options: FindOptions = {}): string | undefined {
  const { cwd = process.cwd(), moduleDir = dirname(fileURLToPath(import.meta.url)) } = options;
  if (env.GOODSHUNTER_CONFIG) return resolve(cwd, env.GOODSHUNTER_CONFIG);
  for (const start of [cwd, moduleDir]) {
    for (let dir = start; ; dir = dirname(dir)) {
      const path = join(dir, FILE);
      if (existsSync(path)) return path;
      if (dir === dirname(dir)) break;
    }
  }
  return undefined;
}

/**
 * Reads a configuration file.
 * @throws {ConfigError} when it cannot be read or holds no JSON object.
 */
export function readConfigFile(path: string): ConfigFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const problem = `cannot be read (${(error as NodeJS.ErrnoException).code}); check the path, also of GOODSHUNTER_CONFIG`;
    throw new ConfigError([{ key: path, problem }], { cause: error });
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // JSON.parse quotes the text around the error, which may be a password: say where to look, not what it read.
    const comment = findComment(text);
    const problem =
      comment === undefined
        ? 'is no valid JSON; check commas and quotes, or compare it with the shipped configs/config.json'
        : `holds a comment in line ${comment}, and JSON has none; docs/configuration.md says what each key means`;
    throw new ConfigError([{ key: path, problem }]);
  }
  if (!isPlainObject(content)) throw new ConfigError([{ key: path, problem: 'must hold a JSON object of sections' }]);
  return { path, content };
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
