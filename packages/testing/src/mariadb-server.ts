import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mariadb';
import { freePort } from './free-port.js';
import { findProgram, ServerProcess } from './server-process.js';

export interface StartMariadbOptions {
  /** @default any free port */
  port?: number;
  /** Further arguments of mariadbd, such as `['--general-log=1']`. */
  extraArgs?: string[];
}

/** A MariaDB of one's own on 127.0.0.1, its files in a temporary directory. Every commit is flushed, as in production. */
export interface MariadbServer {
  readonly port: number;
  readonly dir: string;
  /** Of the running process; changes with `restart()`. */
  readonly pid: number;
  /** `mysql://root@127.0.0.1:port/`, which may do anything. */
  readonly rootUrl: string;
  /** `mysql://goodshunter:goodshunter@127.0.0.1:port/database`; that user owns the databases of `createDatabase()`. */
  url(database: string): string;
  /** Creates an empty database with a random name and resolves to its `url()`. */
  createDatabase(): Promise<string>;
  /** Sends a signal; resolves when the process is gone, except for SIGSTOP and SIGCONT, which resolve at once. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Freezes the server: connections stay open, nothing answers. */
  pause(): void;
  resume(): void;
  /** As an operator or a failover does: the user of `url()` may write no more, root still may. Resolves when it holds. */
  setReadOnly(isOn: boolean): Promise<void>;
  /** Runs statements as an operator does, also while it is read-only; tables need the name of their database. */
  runAsRoot(statements: string[]): Promise<void>;
  /** Ends it (unless it is dead already) and starts it again at the same port, with the same files. */
  restart(): Promise<void>;
  /** Ends it for good and removes its files. */
  stop(): Promise<void>;
}

const HINT = 'install the MariaDB server, version 10.6 or newer (Debian: apt-get install mariadb-server)';
const USER = 'goodshunter';

/** Starts a private mariadbd (about 1 s) and resolves when it answers. It ends with the process that started it. */
export async function startMariadb(options: StartMariadbOptions = {}): Promise<MariadbServer> {
  const dir = await mkdtemp(join(tmpdir(), 'mariadb-test-'));
  const port = options.port ?? (await freePort());
  const rootUrl = `mysql://root@127.0.0.1:${port}/`;
  try {
    await installFiles(dir);
    const server = await ServerProcess.start({
      program: 'mariadbd',
      hint: HINT,
      dir,
      args: [...serverArgs(dir), `--port=${port}`, ...(options.extraArgs ?? [])],
      answers: () => run(rootUrl, ['SELECT 1']),
    });
    // Only names that begin with test_: a test that meets another database is told so.
    await run(rootUrl, [`CREATE USER '${USER}' IDENTIFIED BY '${USER}'`, `GRANT ALL ON \`test\\_%\`.* TO '${USER}'`]);
    return describeServer(server, { dir, port, rootUrl });
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

/** A way to a server that another process started at `port` (by the jest helpers in jest/). */
export function createDatabaseAt(port: number): Promise<string> {
  return createDatabase(`mysql://root@127.0.0.1:${port}/`, port);
}

function describeServer(
  server: ServerProcess,
  { dir, port, rootUrl }: Pick<MariadbServer, 'dir' | 'port' | 'rootUrl'>,
): MariadbServer {
  return {
    port,
    dir,
    rootUrl,
    get pid() {
      return server.pid;
    },
    url: (database) => urlOf(port, database),
    createDatabase: () => createDatabase(rootUrl, port),
    kill: (signal) => server.kill(signal),
    pause: () => server.pause(),
    resume: () => server.resume(),
    async setReadOnly(isOn) {
      await run(rootUrl, [`SET GLOBAL read_only = ${isOn ? 1 : 0}`]);
    },
    async runAsRoot(statements) {
      await run(rootUrl, statements);
    },
    restart: () => server.restart(),
    async stop() {
      await server.kill('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function urlOf(port: number, database: string): string {
  return `mysql://${USER}:${USER}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(rootUrl: string, port: number): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(rootUrl, [`CREATE DATABASE ${name} CHARACTER SET utf8mb4`]);
  return urlOf(port, name);
}

async function installFiles(dir: string): Promise<void> {
  // A tmpdir of its own for the same reason as below: two that install at once delete each other's tables in /tmp.
  const args = ['--no-defaults', `--datadir=${join(dir, 'data')}`, `--tmpdir=${dir}`, '--skip-test-db'];
  args.push('--skip-name-resolve', '--auth-root-authentication-method=normal', ...asRoot());
  await promisify(execFile)(findProgram('mariadb-install-db', HINT), args);
}

function serverArgs(dir: string): string[] {
  return [
    '--no-defaults',
    `--datadir=${join(dir, 'data')}`,
    // Its own: a MariaDB that starts deletes the temporary tables it finds, those of the others in /tmp included.
    `--tmpdir=${dir}`,
    `--socket=${join(dir, 'sock')}`,
    `--pid-file=${join(dir, 'pid')}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--skip-log-bin',
    '--character-set-server=utf8mb4',
    '--max-connections=400',
    '--innodb-buffer-pool-size=64M',
    '--innodb-flush-log-at-trx-commit=1',
    '--performance-schema=OFF',
    ...asRoot(),
  ];
}

/** mariadbd refuses to run as root unless it is told to. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

async function run(url: string, statements: string[]): Promise<true> {
  const { hostname, port, username } = new URL(url);
  const connection = await createConnection({
    host: hostname,
    port: Number(port),
    user: username,
    connectTimeout: 2000,
  });
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
  return true;
}
