import type { Sealer } from '@goodshunter/channels';
import type { Config } from '@goodshunter/config';
import type { Database } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { type Authenticator, createAuthenticator } from './http/authenticator.js';
import { type AccountService, createAccountService } from './services/people/account-service.js';
import { createAuditLog } from './services/people/audit-log.js';
import { createAuthenticatorApps } from './services/people/authenticator-app.js';
import { createLetterService, type LetterService } from './services/people/letter-service.js';
import { createLimits, type LimitStore, type Limits } from './services/people/limits.js';
import { createMailer } from './services/people/mailer.js';
import { createOidcService, type OidcService } from './services/people/oidc-service.js';
import { createPasskeyService, type PasskeyService } from './services/people/passkey-service.js';
import { createPasskeyVerifier } from './services/people/passkey-verifier.js';
import { createPasswordHasher } from './services/people/password-hasher.js';
import { createPeopleService, type PeopleService } from './services/people/people-service.js';
import { createProxyPeople } from './services/people/proxy-people.js';
import { createQuotaService, type QuotaService } from './services/people/quota-service.js';
import { createSecondFactorProof } from './services/people/second-factor-proof.js';
import { createSecondFactorService, type SecondFactorService } from './services/people/second-factor-service.js';
import { createSessionService, type SessionService } from './services/people/session-service.js';
import { createSharingService, type SharingService } from './services/people/sharing-service.js';
import { createTokenService, type TokenService } from './services/token-service.js';

export interface PeopleDeps {
  config: Pick<Config, 'api' | 'people' | 'oidc' | 'mail'>;
  database: Database;
  /** Secrets of authenticator apps are stored by it. */
  sealer: Sealer;
  /** Where limits are counted for all replicas; absent: each counts for itself. */
  limitStore?: LimitStore | undefined;
  log: Logger;
  version: string;
}

/** Everything about people: who asks, and what they may. */
export interface People {
  limits: Limits;
  authenticator: Authenticator;
  tokens: TokenService;
  quotas: QuotaService;
  sessions: SessionService;
  letters: LetterService;
  accounts: AccountService;
  people: PeopleService;
  sharing: SharingService;
  passkeys: PasskeyService;
  secondFactors: SecondFactorService;
  /** Absent: no provider is configured. */
  oidc: OidcService | undefined;
  close(): Promise<void>;
}

/** Where people reach the page, without a slash at its end. Passkeys need a name: an address such as 127.0.0.1 does not do. */
export function publicUrlOf({ api }: Pick<Config, 'api'>): string {
  return api.publicUrl || `http://localhost:${api.port}`;
}

export function createPeople({ config, database, sealer, limitStore, log, version }: PeopleDeps): People {
  const { people: settings, api, mail } = config;
  const { sql } = database;
  const publicUrl = publicUrlOf(config);
  const limits = createLimits({ redis: limitStore });
  const audit = createAuditLog({ sql, log });
  const hasher = createPasswordHasher();
  const mailer = mail.smtpUrl === '' ? undefined : createMailer({ smtpUrl: mail.smtpUrl, from: mail.from, log });
  const tokens = createTokenService({ sql, limits, audit });
  const quotas = createQuotaService({
    sql,
    limits: {
      hunts: settings.quotaHunts,
      channels: settings.quotaChannels,
      shortestInterval: settings.quotaShortestInterval,
      looksPerHour: settings.quotaLooksPerHour,
      drafts: settings.quotaDrafts,
      creationsPerMinute: settings.creationsPerMinute,
    },
  });
  const verifier = createPasskeyVerifier({ sql, publicUrl, isAnyLocalPort: api.publicUrl === '' });
  const apps = createAuthenticatorApps({ sealer, log });
  const onChanged = (userId: number) => tokens.forgetUser(userId);
  const sessions = createSessionService({
    database,
    hasher,
    limits,
    audit,
    quotas,
    secondFactor: createSecondFactorProof({ sql, verifier, apps, limits, audit }),
    isLocal: api.localRun,
    registration: settings.registration,
    hasMail: mailer !== undefined,
    oidcName: config.oidc.issuer === '' ? undefined : config.oidc.name,
    version,
    docsUrl: '/docs',
    onChanged,
  });
  const accounts = createAccountService({ database, hasher, limits, audit, mailer, onChanged });
  const isProxyOn = settings.proxyHeader !== '' && settings.proxyNetworks.length > 0;
  return {
    limits,
    authenticator: createAuthenticator({
      sql,
      tokens,
      limits,
      proxyPeople: isProxyOn
        ? createProxyPeople({
            sql,
            header: settings.proxyHeader,
            networks: settings.proxyNetworks,
            createsAccounts: settings.proxyCreates,
          })
        : undefined,
      publicHost: api.publicUrl === '' ? undefined : new URL(api.publicUrl).host,
    }),
    tokens,
    quotas,
    sessions,
    letters: createLetterService({ sql, limits, registration: settings.registration, mailer, publicUrl, log }),
    accounts,
    people: createPeopleService({
      database,
      audit,
      accounts,
      publicUrl,
      areInvitesOpen: settings.registration !== 'closed',
      onChanged,
    }),
    sharing: createSharingService({ database, limits, audit, publicUrl }),
    passkeys: createPasskeyService({ database, verifier, sessions, limits, audit }),
    secondFactors: createSecondFactorService({ database, apps, audit }),
    oidc:
      config.oidc.issuer === ''
        ? undefined
        : createOidcService({ database, sessions, limits, audit, log, publicUrl, ...config.oidc }),
    async close() {
      mailer?.close();
      await hasher.close();
    },
  };
}
