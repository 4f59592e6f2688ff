import { BlockList, isIP } from 'node:net';
import type { Sql } from '@goodshunter/db';
import type { Request } from 'express';
import type { Person } from '../../access/person.js';
import { findUserByName, insertUser } from '../../store/people/user-store.js';

export interface ProxyPeopleOptions {
  sql: Sql;
  /** The header in which the proxy tells who it has signed in. */
  header: string;
  /** Networks of that proxy. */
  networks: readonly string[];
  /** Whether an unknown name gets an account. */
  createsAccounts: boolean;
}

export interface ProxyPeople {
  /** Whom the proxy names; undefined where the connection is not the proxy's, or names nobody who may come in. */
  identify(req: Request): Promise<Person | undefined>;
}

/** People whom a reverse proxy has signed in. Its word counts by the address of the connection itself, which no header changes. */
export function createProxyPeople({ sql, header, networks, createsAccounts }: ProxyPeopleOptions): ProxyPeople {
  const trusted = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }

  return {
    async identify(req) {
      const name = req.get(header)?.trim();
      const address = (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
      if (!name || name.length > 100 || /[\p{Cc}\p{Cs}]/u.test(name)) return undefined;
      if (isIP(address) === 0 || !trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) return undefined;
      let user = await findUserByName(sql, name);
      if (!user && createsAccounts) {
        await insertUser(sql, { name, role: 'member', passwordHash: null }).catch(() => {});
        user = await findUserByName(sql, name);
      }
      if (!user || user.isDisabled) return undefined;
      return { id: user.id, name: user.name, role: user.role, scopes: null, sessionId: null, isFresh: true };
    },
  };
}
