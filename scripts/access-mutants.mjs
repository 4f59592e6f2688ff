// Plants faults in the api's access rules, one at a time and all together, and runs the access walk on each: every one must turn it red.
// node scripts/access-mutants.mjs            takes a minute or two; works on a copy of apps/api beside it, which it removes
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pieces of files in which faults are planted
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPY = `${ROOT}apps/.access-mutant-${process.pid}`;

/** What each fault does, where, and how: `from` must be there exactly once. */
const MUTANTS = [
  {
    name: 'the timeline shows everybody’s events',
    file: 'src/access/event-scope.ts',
    from: 'condition: `(${table}.user_id = ?)`',
    to: 'condition: `(${table}.user_id = ? OR 1 = 1)`',
  },
  {
    name: 'a stranger’s task can be paused',
    file: 'src/store/change-task.ts',
    from: "SET state = 'paused', ${REVOKE}, due_at = NULL, updated_at = UTC_TIMESTAMP(3)\n     WHERE id = ? AND ${scope.condition}",
    to: "SET state = 'paused', ${REVOKE}, due_at = NULL, updated_at = UTC_TIMESTAMP(3)\n     WHERE id = ? AND (1 = 1 OR ${scope.condition})",
  },
  {
    name: 'a stranger’s channel can be read',
    file: 'src/store/channel-store.ts',
    from: 'findFirst({ where: { id: channelId, userId, isDeleted: false } })',
    to: 'findFirst({ where: { id: channelId, isDeleted: false } })',
  },
  {
    name: 'notify may name a stranger’s channels',
    file: 'src/store/channel-store.ts',
    from: 'is_deleted = 0 AND (user_id = ?\n',
    to: 'is_deleted = 0 AND (user_id = ? OR 1 = 1\n',
  },
  {
    name: 'a revoked token is accepted',
    file: 'src/store/people/token-store.ts',
    from: 'WHERE api_token.token_hash = ? AND api_token.revoked_at IS NULL AND',
    to: 'WHERE api_token.token_hash = ? AND',
  },
  {
    name: 'an expired token is accepted',
    file: 'src/store/people/token-store.ts',
    from: 'AND (api_token.expires_at IS NULL OR api_token.expires_at > UTC_TIMESTAMP(3))',
    to: '',
  },
  {
    name: 'a token may whatever its owner may',
    file: 'src/access/may.ts',
    from: 'return person.scopes === null || person.scopes.some',
    to: 'return person.scopes !== undefined || person.scopes.some',
  },
  {
    name: 'viewers edit',
    file: 'src/access/may.ts',
    from: "viewer: { task: ['read', 'follow'],",
    to: "viewer: { task: ['read', 'follow', 'change'],",
  },
  {
    name: 'guests change things',
    file: 'src/access/may.ts',
    from: "const GUEST: Rules = {\n  task: ['read', 'follow'],",
    to: 'const GUEST: Rules = {\n  task: EVERYTHING,',
  },
];

function plant(mutants) {
  rmSync(COPY, { recursive: true, force: true });
  cpSync(`${ROOT}apps/api`, COPY, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('/dist'),
  });
  for (const { name, file, from, to } of mutants) {
    const text = readFileSync(`${COPY}/${file}`, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`"${name}": its place in ${file} has changed; mend this script`);
    writeFileSync(
      `${COPY}/${file}`,
      text.replace(from, () => to),
    );
  }
}

/** Whether the walk is green on the copy. */
function walk() {
  return new Promise((resolve, reject) => {
    const jest = `${ROOT}node_modules/jest/bin/jest.js`;
    const args = [
      '--experimental-vm-modules',
      '--no-warnings=ExperimentalWarning',
      jest,
      'access-walk',
      '--silent',
      '--bail',
    ];
    const child = spawn(process.execPath, args, { cwd: COPY, stdio: ['ignore', 'ignore', 'ignore'] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

let survivors = 0;
try {
  plant([]);
  if (!(await walk())) throw new Error('the walk is red without any fault; mend that first');
  console.log('no fault: green');
  for (const mutants of [...MUTANTS.map((mutant) => [mutant]), MUTANTS.slice(0, 5)]) {
    plant(mutants);
    const isGreen = await walk();
    if (isGreen) survivors += 1;
    const what = mutants.length === 1 ? mutants[0].name : 'the first five together';
    console.log(`${isGreen ? 'NOT FOUND' : 'found'}: ${what}`);
  }
} finally {
  rmSync(COPY, { recursive: true, force: true });
}
console.log(`${MUTANTS.length + 1} plantings, ${survivors} not found`);
process.exitCode = survivors === 0 ? 0 : 1;
