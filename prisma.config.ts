import { defineConfig } from 'prisma/config';

// These three commands need no engine binary, but insist on the path of one: name a file that exists.
// Never for `migrate deploy`, which would then exit 0 and do nothing; packages/db applies the migrations.
if (['generate', 'validate', 'format'].includes(process.argv[2] ?? '')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
