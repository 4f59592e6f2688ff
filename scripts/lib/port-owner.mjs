// port-owner.mjs PORT: exits 0 when the port can be listened on, else prints who holds it and exits 1.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

const port = Number(process.argv[2]);

function canListen(host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Linux: the listening socket's inode, then the process that has it open. */
function findByProc() {
  const inodes = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readText(table).split('\n').slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === '0A' && Number.parseInt(local.split(':')[1], 16) === port) inodes.add(`socket:[${inode}]`);
    }
  }
  for (const pid of list('/proc').filter((name) => /^\d+$/.test(name))) {
    const isOwner = list(`/proc/${pid}/fd`).some((fd) => inodes.has(readLink(`/proc/${pid}/fd/${fd}`)));
    if (isOwner) return `${readText(`/proc/${pid}/cmdline`).split('\0').join(' ').trim().slice(0, 120)} (pid ${pid})`;
  }
  return undefined;
}

function findByLsof() {
  try {
    const pid = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8' }).split(
      '\n',
    )[0];
    return `${execFileSync('ps', ['-o', 'command=', '-p', pid], { encoding: 'utf8' }).trim()} (pid ${pid})`;
  } catch {
    return undefined;
  }
}

function attempt(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
const readText = (path) => attempt(() => readFileSync(path, 'utf8'), '');
const readLink = (path) => attempt(() => readlinkSync(path), '');
const list = (path) => attempt(() => readdirSync(path), []);

// A service may be bound to one address only, so look at both.
if ((await canListen('127.0.0.1')) && (await canListen('::'))) process.exit(0);
if (port < 1024) console.log('the system (ports below 1024 need root)');
else console.log(findByProc() ?? findByLsof() ?? 'a process of another user');
process.exit(1);
