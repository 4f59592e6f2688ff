import { dirname, resolve } from 'node:path';
import convict from 'convict';
import { type Config, type SectionName, toCamelCase } from './config.js';
import { type ConfigFile, type FindOptions, findConfigFile, isPlainObject, readConfigFile } from './config-file.js';
import { ConfigError, type ConfigProblem } from './errors.js';
import { FORMATS } from './formats.js';
import type { KeyDefinition } from './schema/key-definition.js';
import { SCHEMA } from './schema/schema.js';

export interface LoadOptions<Sections extends SectionName> extends FindOptions {
  /** Loads these sections only; the environment variables of the others are not even looked at. @default all */
  sections?: readonly Sections[];
}

for (const [name, { parse, check }] of Object.entries(FORMATS)) {
  convict.addFormat({
    name,
    coerce: (value: unknown) => (typeof value === 'string' ? parse(value) : value),
    validate: (value: unknown, definition: convict.SchemaObj) => {
      const problem = check(value, definition as unknown as KeyDefinition);
      if (problem) throw new TypeError(problem);
    },
  });
}

/** Come out as absolute paths. */
const FILE_KEYS: ReadonlySet<string> = new Set(['api.token_file', 'api.setup_file']);

/**
 * The configuration: environment over `configs/config.json` over defaults. An empty environment variable counts as not
 * set (except where empty means something: a password, a list). `api.tokenFile` and `api.setupFile` come out as absolute paths.
 * @throws {ConfigError} naming everything that is wrong at once, never a secret.
 */
export function loadConfig<Sections extends SectionName = SectionName>(
  env: NodeJS.ProcessEnv = process.env,
  options: LoadOptions<Sections> = {},
): Pick<Config, Sections> {
  const path = findConfigFile(env, options);
  const file: ConfigFile | undefined = path === undefined ? undefined : readConfigFile(path);
  const wanted = options.sections as readonly string[] | undefined;
  const schema = Object.fromEntries(
    Object.entries<Record<string, KeyDefinition>>(SCHEMA).filter(
      ([name]) => wanted === undefined || wanted.includes(toCamelCase(name)),
    ),
  );

  const shapeProblems = file ? checkShape(file) : [];
  if (shapeProblems.length > 0) throw new ConfigError(shapeProblems);
  const content = Object.fromEntries(Object.entries(file?.content ?? {}).filter(([name]) => name in schema));
  const merged = convict(schema as convict.Schema<Record<string, Record<string, unknown>>>, {
    env: withoutEmpty(env, schema),
    args: [],
  }).load(content);

  const root = file ? dirname(dirname(file.path)) : (options.cwd ?? process.cwd());
  const config: Record<string, Record<string, unknown>> = {};
  const problems: ConfigProblem[] = [];
  for (const [sectionName, keys] of Object.entries(schema)) {
    const section: Record<string, unknown> = {};
    for (const [name, definition] of Object.entries(keys)) {
      const key = `${sectionName}.${name}`;
      const value: unknown = merged.get(key);
      const problem = FORMATS[definition.format].check(value, definition);
      if (problem) {
        const was = definition.sensitive ? 'its value is a secret and not shown' : `it is ${JSON.stringify(value)}`;
        problems.push({ key, env: definition.env, problem: `${problem}; ${was}` });
      }
      section[toCamelCase(name) + (definition.format === 'duration' ? 'Ms' : '')] =
        FILE_KEYS.has(key) && typeof value === 'string' && value !== '' ? resolve(root, value) : value;
    }
    config[toCamelCase(sectionName)] = section;
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config as unknown as Pick<Config, Sections>;
}

/** Unknown names are errors: a misspelt key that is silently ignored costs its owner an evening. */
function checkShape({ path, content }: ConfigFile): ConfigProblem[] {
  const sections: Record<string, Record<string, KeyDefinition>> = SCHEMA;
  return Object.entries(content).flatMap(([name, keys]): ConfigProblem[] => {
    const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
    const known = Object.keys(section ?? sections).join(', ');
    if (!section) return [{ key: name, problem: `is unknown in ${path}; the sections are ${known}` }];
    if (!isPlainObject(keys)) return [{ key: name, problem: `must be an object of keys (${known}) in ${path}` }];
    return Object.keys(keys)
      .filter((key) => !Object.hasOwn(section, key))
      .map((key) => ({ key: `${name}.${key}`, problem: `is unknown in ${path}; the keys of ${name} are ${known}` }));
  });
}

function withoutEmpty(env: NodeJS.ProcessEnv, schema: Record<string, Record<string, KeyDefinition>>) {
  const kept = Object.values(schema)
    .flatMap((keys) => Object.values(keys))
    .filter((definition) => env[definition.env] !== undefined && (definition.allowEmpty || env[definition.env] !== ''));
  return Object.fromEntries(kept.map((definition) => [definition.env, env[definition.env]]));
}
