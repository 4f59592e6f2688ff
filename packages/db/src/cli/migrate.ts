import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { DatabaseError } from '../errors.js';
import { migrate, resolveMigration } from '../migrate.js';

const USAGE = `Usage: migrate [--dir DIR]            apply what is missing (waits up to 60 s for the database)
       migrate --applied NAME        settle a failed migration that was completed by hand
       migrate --rolled-back NAME    settle a failed migration that was undone by hand
The database is DATABASE_MIGRATION_URL, else DATABASE_URL, or what configs/config.json says.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      applied: { type: 'string' },
      'rolled-back': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { database, log: logConfig } = loadConfig(process.env, { sections: ['database', 'log'] });
  const log = createLogger({ service: 'migrate', level: logConfig.level });
  const url = database.migrationUrl || database.url;
  if (values.applied) return resolveMigration(url, values.applied, 'applied');
  if (values['rolled-back']) return resolveMigration(url, values['rolled-back'], 'rolled-back');
  const result = await migrate(url, {
    ...(values.dir === undefined ? {} : { dir: values.dir }),
    log,
    connectWaitMs: 60_000,
  });
  log.info('database is up to date', { ...result });
}

main().catch((error: unknown) => {
  const isExpected = error instanceof ConfigError || error instanceof DatabaseError;
  const isUsage = error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(isExpected || isUsage ? `${(error as Error).message}\n` : `${String((error as Error).stack)}\n`);
  if (isUsage) process.stderr.write(USAGE);
  process.exitCode = 1;
});
