import type { SectionDefinition } from './key-definition.js';

export const API = {
  port: { doc: 'Port of the api.', format: 'port', default: 8081, env: 'API_PORT' },
  host: {
    doc: 'Address it listens on. The default lets in only this machine; the images listen on all (0.0.0.0).',
    format: 'text',
    default: '127.0.0.1',
    env: 'API_HOST',
  },
  metrics_port: {
    doc: 'Port of its own for metrics and the reasons of `/readyz`, which need a token of an admin on API_PORT, except from this machine. 0: none.',
    format: 'port',
    default: 0,
    env: 'API_METRICS_PORT',
  },
  public_url: {
    doc: 'Address by which people reach the page, such as https://hunter.example: links, passkeys and OIDC rest on it. Empty: http://localhost and the port.',
    format: 'optional-http-url',
    default: '',
    env: 'API_PUBLIC_URL',
  },
  runbook_url: {
    doc: 'Where those who run the house find its runbook, such as the address of docs/runbook.md in a wiki. Settings, System links to it. Empty: no link.',
    format: 'optional-http-url',
    default: '',
    env: 'API_RUNBOOK_URL',
  },
  grafana_url: {
    doc: 'Address of Grafana with the dashboards of this house. Settings, System links to it. Empty: no link.',
    format: 'optional-http-url',
    default: '',
    env: 'API_GRAFANA_URL',
  },
  trusted_proxies: {
    doc: 'Networks of reverse proxies, separated by commas, whose X-Forwarded-For, -Proto and -Host are believed. Empty: nobody’s.',
    format: 'network-list',
    default: '',
    env: 'API_TRUSTED_PROXIES',
  },
  local_run: {
    doc: 'A run on one’s own machine, where whoever holds the set-up link may go on as the admin without a password. Set by `make dev`.',
    format: 'switch',
    default: false,
    env: 'API_LOCAL_RUN',
  },
  setup_file: {
    doc: 'File that keeps the set-up link while nobody has become the first admin, readable by its owner only. Empty: it stands in the log alone. Relative to the directory above configs/.',
    format: 'optional-text',
    default: '',
    env: 'API_SETUP_FILE',
  },
  token_file: {
    doc: "File that the first start writes an admin's API token to, for scripts, readable by its owner only. Empty: none is made. Relative to the directory above configs/.",
    format: 'optional-text',
    default: '',
    env: 'API_TOKEN_FILE',
  },
  announce_budget_ms: {
    doc: 'Longest that an HTTP request waits for its announcement on the stream, in ms; then it is answered and the next tick announces.',
    format: 'whole',
    min: 1,
    max: 10_000,
    default: 20,
    env: 'API_ANNOUNCE_BUDGET_MS',
  },
} as const satisfies SectionDefinition;

export const PEOPLE = {
  registration: {
    doc: 'How accounts come to be: `closed` (not at all), `invite` (by a link of an admin), `open` (by oneself too; needs MAIL_SMTP_URL).',
    format: 'registration',
    default: 'invite',
    env: 'PEOPLE_REGISTRATION',
  },
  quota_hunts: {
    doc: 'Most hunts of one person, by role; a role that is not named has no limit. The same form for all quotas.',
    format: 'role-limits',
    default: 'member:200',
    env: 'PEOPLE_QUOTA_HUNTS',
  },
  quota_shortest_interval: {
    doc: 'Shortest interval of a hunt, in seconds, by role.',
    format: 'role-limits',
    default: 'member:30',
    env: 'PEOPLE_QUOTA_SHORTEST_INTERVAL',
  },
  quota_looks_per_hour: {
    doc: 'Most looks per hour of one person’s hunts together, by role.',
    format: 'role-limits',
    default: 'member:3600',
    env: 'PEOPLE_QUOTA_LOOKS_PER_HOUR',
  },
  quota_channels: {
    doc: 'Most channels of one person, by role.',
    format: 'role-limits',
    default: 'member:20',
    env: 'PEOPLE_QUOTA_CHANNELS',
  },
  quota_drafts: {
    doc: 'Most drafts of one person at once, by role.',
    format: 'role-limits',
    default: 'member:10',
    env: 'PEOPLE_QUOTA_DRAFTS',
  },
  creations_per_minute: {
    doc: 'Most hunts and channels that one person creates in a minute, by role.',
    format: 'role-limits',
    default: 'member:120',
    env: 'PEOPLE_CREATIONS_PER_MINUTE',
  },
  proxy_header: {
    doc: 'Header in which a reverse proxy that signs people in tells their name, such as Remote-User. Empty: off. Believed from PEOPLE_PROXY_NETWORKS only.',
    format: 'optional-text',
    default: '',
    env: 'PEOPLE_PROXY_HEADER',
  },
  proxy_networks: {
    doc: 'Networks of that proxy, separated by commas. Without any, the header is never believed.',
    format: 'network-list',
    default: '',
    env: 'PEOPLE_PROXY_NETWORKS',
  },
  proxy_creates: {
    doc: 'Whether a name that is not known yet gets an account (role member) when that proxy tells it.',
    format: 'switch',
    default: false,
    env: 'PEOPLE_PROXY_CREATES',
  },
} as const satisfies SectionDefinition;

export const OIDC = {
  issuer: {
    doc: 'OpenID Connect provider that people may sign in with, such as https://id.example/realms/home. Empty: none.',
    format: 'optional-http-url',
    default: '',
    env: 'OIDC_ISSUER',
  },
  name: { doc: 'What the page calls it.', format: 'text', default: 'single sign-on', env: 'OIDC_NAME' },
  client_id: { doc: 'Our client at the provider.', format: 'optional-text', default: '', env: 'OIDC_CLIENT_ID' },
  client_secret: {
    doc: 'Its secret; empty for a public client.',
    format: 'optional-text',
    default: '',
    env: 'OIDC_CLIENT_SECRET',
    sensitive: true,
  },
  group: {
    doc: 'Only members of this group (claim `groups`) may come in. Empty: everybody whom the provider lets in.',
    format: 'optional-text',
    default: '',
    env: 'OIDC_GROUP',
  },
  creates_accounts: {
    doc: 'Whether somebody who is not known yet gets an account (role member) at the first sign-in.',
    format: 'switch',
    default: false,
    env: 'OIDC_CREATES_ACCOUNTS',
  },
} as const satisfies SectionDefinition;

export const MAIL = {
  smtp_url: {
    doc: 'Server that sends e-mail: smtp://user:password@host:587 or smtps://user:password@host:465. Empty: no e-mail is sent.',
    format: 'optional-text',
    default: '',
    env: 'MAIL_SMTP_URL',
    sensitive: true,
  },
  from: {
    doc: 'Address that e-mail comes from.',
    format: 'text',
    default: 'GoodsHunter <goodshunter@localhost>',
    env: 'MAIL_FROM',
  },
} as const satisfies SectionDefinition;
