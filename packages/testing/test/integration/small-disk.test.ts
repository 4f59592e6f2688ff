import { describe, expect, it } from '@jest/globals';
import { createConnection } from 'mariadb';
import { startMariadb } from '../../src/mariadb-server.js';
import { findSmallDiskTrouble } from '../../src/small-disk.js';

const MB = 1024 * 1024;

describe('a small disk', () => {
  it('can be filled and freed under a running database, or the reason why there is none is told', async () => {
    const trouble = await findSmallDiskTrouble();
    if (trouble !== undefined) {
      expect(trouble).toMatch(/^no small disk can be mounted: \S/);
      return;
    }
    const server = await startMariadb({ diskMb: 60 });
    try {
      const url = await server.createDatabase();
      const connection = await createConnection(url.replace('mysql:', 'mariadb:'));
      try {
        await connection.query('CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, x MEDIUMTEXT)');
        const insert = () => connection.query('INSERT INTO t (x) VALUES (?)', ['x'.repeat(4 * MB)]);
        await insert();
        await server.fillDisk();
        await expect(insert()).rejects.toMatchObject({ errno: 1114 });
        await server.freeDisk();
        await insert();
        expect(await connection.query('SELECT COUNT(*) AS n FROM t')).toEqual([{ n: 2n }]);
      } finally {
        await connection.end();
      }
    } finally {
      await server.stop();
    }
  });
});
