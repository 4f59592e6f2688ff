import { loadConfig } from '@goodshunter/config';
import { createDatabase } from '@goodshunter/db';
import { addAdminToken, ensureAdmin } from '../services/ensure-admin.js';

/** Writes an API token of the admin to API_TOKEN_FILE, unless one that works stands there. For scripts, such as the sample task's. */
async function main(): Promise<void> {
  const config = loadConfig(process.env, { sections: ['api', 'database'] });
  if (config.api.tokenFile === '')
    throw new Error('set API_TOKEN_FILE to the file that the token should be written to');
  const database = createDatabase({ url: config.database.url, poolSize: 1 });
  try {
    // The admin may have made tokens on the page by now: none of them ends because the file is new.
    if ((await ensureAdmin(database, config.api.tokenFile)) === 'lost') {
      await addAdminToken(database, config.api.tokenFile);
    }
    process.stdout.write(`the admin token is in ${config.api.tokenFile}\n`);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
