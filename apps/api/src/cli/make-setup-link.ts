import { loadConfig } from '@goodshunter/config';
import { createDatabase } from '@goodshunter/db';
import { publicUrlOf } from '../create-people.js';
import { ensureSetupLink } from '../services/people/setup-link.js';

/** Prints a link by which somebody becomes an admin, also where there is one already: for who has lost the way in. It works for 24 h. */
async function main(): Promise<void> {
  const config = loadConfig(process.env, { sections: ['api', 'database'] });
  const database = createDatabase({ url: config.database.url, poolSize: 1 });
  try {
    const link = await ensureSetupLink({
      database,
      publicUrl: publicUrlOf(config),
      file: config.api.setupFile,
      isForced: true,
    });
    process.stdout.write(`${link}\n`);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
