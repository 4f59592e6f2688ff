import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mariadb';
import { freePort } from './free-port.js';
import { findProgram, ServerProcess } from './server-process.js';
import { fillDisk, freeDisk, onSmallDisk } from './small-disk.js';

export interface StartMariadbOptions {
  /** @default any free port */
  port?: number;
  /** Further arguments of mariadbd, such as `['--general-log=1']`. */
  extraArgs?: string[];
  /** Its files are on a disk of their own of this size, which ends with the process (see `findSmallDiskTrouble`). @default none */
  diskMb?: number;
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
  /** Leaves no room on its small disk, until `freeDisk`. */
  fillDisk(): Promise<void>;
  freeDisk(): Promise<void>;
  /** Runs statements as an operator does, also while it is read-only; tables need the name of their database. */
  runAsRoot(statements: string[]): Promise<void>;
  /** Ends it (unless it is dead already) and starts it again at the same port, with the same files. */
  restart(): Promise<void>;
  /** Ends it for good and removes its files. */
  stop(): Promise<void>;
}

const HINT = 'install the MariaDB server, version 10.6 or newer (Debian: apt-get install mariadb-server)';
const USER = 'goodshunter';
/** As services are given it: rows, and no tables. The same as docker/mariadb/create-service-user.sh. */
const SERVICE_USER = 'goodshunter_service';
/**
 * For a small disk: a redo log has 96 MB by default, and a shared tablespace grows by 64 MB at once. Tables share it because InnoDB 10.11
 * ends the server when a rollback finds no page in a file of less than 1 MB, as those of new tables are.
 */
const SMALL_FILES = ['--innodb-log-file-size=8M', '--innodb-autoextend-increment=1', '--innodb-file-per-table=0'];

/** Starts a private mariadbd (about 1 s) and resolves when it answers. It ends with the process that started it. */
export async function startMariadb(options: StartMariadbOptions = {}): Promise<MariadbServer> {
  const dir = await mkdtemp(join(tmpdir(), 'mariadb-test-'));
  const port = options.port ?? (await freePort());
  const rootUrl = `mysql://root@127.0.0.1:${port}/`;
  try {
    const { diskMb, extraArgs = [] } = options;
    const own = [`--port=${port}`, ...extraArgs];
    await installFiles(dir, diskMb === undefined ? [] : SMALL_FILES);
    const server = await ServerProcess.start({
      ...(diskMb === undefined
        ? { program: 'mariadbd', args: [...serverArgs(dir, dir), ...asRoot(), ...own] }
        : await commandOnDisk(dir, diskMb, own)),
      hint: HINT,
      dir,
      answers: () => run(rootUrl, ['SELECT 1']),
    });
    // Only names that begin with test_: a test that meets another database is told so.
    await run(rootUrl, [
      `CREATE USER '${USER}' IDENTIFIED BY '${USER}'`,
      `GRANT ALL ON \`test\\_%\`.* TO '${USER}'`,
      `CREATE USER '${SERVICE_USER}' IDENTIFIED BY '${USER}'`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON \`test\\_%\`.* TO '${SERVICE_USER}'`,
    ]);
    return describeServer(server, { dir, port, rootUrl });
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

/** The way to a database that services are given, by that of its owner. */
export function toServiceUrl(ownerUrl: string): string {
  return ownerUrl.replace(`//${USER}:`, `//${SERVICE_USER}:`);
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
    fillDisk: () => fillDisk(server.pid, diskOf(dir)),
    freeDisk: () => freeDisk(server.pid, diskOf(dir)),
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

async function installFiles(dir: string, own: readonly string[]): Promise<void> {
  // A tmpdir of its own for the same reason as below: two that install at once delete each other's tables in /tmp.
  const args = ['--no-defaults', `--datadir=${join(dir, 'data')}`, `--tmpdir=${dir}`, '--skip-test-db'];
  args.push('--skip-name-resolve', '--auth-root-authentication-method=normal', ...asRoot(), ...own);
  await promisify(execFile)(findProgram('mariadb-install-db', HINT), args);
}

const diskOf = (dir: string) => join(dir, 'disk');

async function commandOnDisk(dir: string, sizeMb: number, own: readonly string[]) {
  const disk = diskOf(dir);
  await mkdir(disk);
  // Whoever sees the disk is root there.
  const args = [...serverArgs(dir, disk), ...SMALL_FILES, '--user=root', ...own];
  const command = { program: findProgram('mariadbd', HINT), args };
  return onSmallDisk({ dir: disk, sizeMb, contents: join(dir, 'data') }, command);
}

/** @param files where data and temporary files are */
function serverArgs(dir: string, files: string): string[] {
  return [
    '--no-defaults',
    `--datadir=${join(files, 'data')}`,
    // Its own: a MariaDB that starts deletes the temporary tables it finds, those of the others in /tmp included.
    `--tmpdir=${files}`,
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
