import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

// A Prisma generator that writes down the model it is given: `prisma generate` talks JSON-RPC with it, answers go to stderr.
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  const result = method === 'getManifest' ? { manifest: { defaultOutput: '.', prettyName: 'dmmf' } } : null;
  if (method === 'generate') writeFileSync(process.env.DMMF_FILE, JSON.stringify(params.dmmf.datamodel));
  process.stderr.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
});
