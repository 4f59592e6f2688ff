import { loadConfig } from '@goodshunter/config';
import { createDatabase } from '@goodshunter/db';
import { resetAdminToken } from '../services/ensure-admin.js';

/** Revokes all tokens of the admin and writes a new one to the token file. Running apis forget the old ones within 10 s. */
async function main(): Promise<void> {
  const config = loadConfig(process.env, { sections: ['api', 'database'] });
  const database = createDatabase({ url: config.database.url, poolSize: 1 });
  try {
    await resetAdminToken(database, config.api.tokenFile);
    process.stdout.write(`a new admin token is in ${config.api.tokenFile}\n`);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
