import type { Scope } from '@goodshunter/contracts/api';
import { PEOPLE, type Person, type Things } from './world.js';

/**
 * Who may call an operation on the owner's things. A route without an entry here fails the walk: say who may, what a token needs, and where
 * the path leads. Whoever is not named must be answered 401, 403 or 404, and no row may change.
 */
export interface Access {
  /** With ids of the owner's things. @default the path itself */
  path?: (things: Things) => string;
  body?: (things: Things) => unknown;
  may: readonly Person[];
  /** The least scope by which the owner's token may; absent: no token of the owner's may, as the owner may not. */
  scope?: Scope;
  /** Of a list that many may read: who is shown the owner's things in it. @default those who may */
  sees?: readonly Person[];
  /** What those who may are answered, where that is no success. */
  answers?: number;
}

/** Open to anybody by its nature; still, what is asked without a right code or password must change no row. */
export interface OpenAccess {
  open: true;
  path?: (things: Things) => string;
  body?: (things: Things) => unknown;
  /** What somebody with nothing in hand is answered. */
  answers: number;
  /** Keeps a row all the same, which its entry explains. */
  keeps?: true;
  /** Shows the owner's thing to whoever holds its secret. */
  shows?: true;
}

const READERS = ['owner', 'editor', 'viewer', 'guest'] as const satisfies readonly Person[];
const EDITORS = ['owner', 'editor'] as const satisfies readonly Person[];
const OWNER = ['owner'] as const satisfies readonly Person[];
const ADMIN = ['admin'] as const satisfies readonly Person[];
const MEMBERS = ['owner', 'editor', 'viewer', 'stranger', 'admin'] as const satisfies readonly Person[];
const task =
  (rest = '') =>
  (things: Things) =>
    `/api/tasks/${things.taskId}${rest}`;
const channel =
  (rest = '') =>
  (things: Things) =>
    `/api/channels/${things.channelId}${rest}`;
const newTask = { source: 'feed', query: { url: 'https://shop.example/feed' } };
const newChannel = { name: 'mine', kind: 'webhook', config: { url: 'https://hooks.example/a' } };
const newChannelTest = { kind: 'webhook', config: { url: 'http://127.0.0.1:9/' } };
const rhythm = { timeZone: 'UTC', quiet: [], wakeUnder: null, rhythm: { kind: 'now' }, perHunt: {} };
const newSetup = { kind: 'email', config: { address: 'ada@shop.example' } };
const wrongCode = { code: 'a wrong code', name: 'eve', password: 'a long password' };

export const ACCESS: Readonly<Record<string, Access | OpenAccess>> = {
  // Hunts
  createTask: { body: () => newTask, may: MEMBERS, scope: 'hunt', sees: [] },
  listTasks: { may: PEOPLE, scope: 'read', sees: READERS },
  readTask: { path: task(), may: READERS, scope: 'read' },
  updateTask: { path: task(), body: () => ({ name: 'another' }), may: EDITORS, scope: 'hunt' },
  deleteTask: { path: task(), may: OWNER, scope: 'hunt' },
  runTask: { path: task('/run'), may: EDITORS, scope: 'hunt' },
  pauseTask: { path: task('/pause'), may: EDITORS, scope: 'hunt' },
  resumeTask: { path: task('/resume'), may: EDITORS, scope: 'hunt' },
  listTaskItems: { path: task('/items'), may: READERS, scope: 'read' },
  listTaskRuns: { path: task('/runs'), may: READERS, scope: 'read' },
  changeTasks: {
    path: () => '/api/tasks/bulk',
    body: ({ taskId }) => ({ action: 'pause', ids: [taskId] }),
    may: MEMBERS,
    scope: 'hunt',
    sees: [],
  },
  exportHunts: { path: () => '/api/export', may: PEOPLE, scope: 'read', sees: OWNER },
  importHunts: {
    path: () => '/api/import',
    body: () => ({ lines: [newTask], dryRun: true }),
    may: MEMBERS,
    scope: 'hunt',
    sees: [],
  },
  exportTaskItems: { path: task('/items.csv'), may: READERS, scope: 'read' },
  listFeedLinks: { path: () => '/api/feed-links', may: PEOPLE, scope: 'admin', sees: [] },
  createFeedLink: {
    path: () => '/api/feed-links',
    body: () => ({ what: 'all' }),
    may: PEOPLE,
    scope: 'admin',
    sees: [],
  },
  deleteFeedLink: { path: () => '/api/feed-links/999999', may: PEOPLE, scope: 'admin', sees: [], answers: 404 },
  readFeed: { open: true, path: () => '/feeds/a-token-that-opens-nothing.rss', answers: 404 },
  readSystem: { path: () => '/api/system', may: ADMIN, sees: [] },
  listHosts: { path: () => '/api/system/hosts', may: ADMIN, sees: [] },
  listDeadLetters: { path: () => '/api/system/dead-letters', may: ADMIN, sees: [] },
  retryDeadLetter: { path: () => '/api/system/dead-letters/1-1/retry', may: ADMIN, answers: 404, sees: [] },
  discardDeadLetter: { path: () => '/api/system/dead-letters/1-1', may: ADMIN, answers: 404, sees: [] },
  // Findings
  readOverview: { may: PEOPLE, scope: 'read', sees: [] },
  followEvents: {
    path: ({ eventId }) => `/api/events/stream?after=${eventId - 1}&once=true`,
    may: PEOPLE,
    scope: 'read',
    sees: READERS,
  },
  readAttention: { may: PEOPLE, scope: 'read', sees: [] },
  search: { path: () => '/api/search?q=marked', may: PEOPLE, scope: 'read', sees: READERS },
  readTimeline: { may: PEOPLE, scope: 'read', sees: READERS },
  readItemPicture: { path: ({ itemId }) => `/api/items/${itemId}/picture`, may: READERS, scope: 'read', answers: 204 },
  readItemHistory: { path: ({ itemId }) => `/api/items/${itemId}/history`, may: READERS, scope: 'read', sees: [] },
  listItemEvents: { path: ({ itemId }) => `/api/items/${itemId}/events`, may: READERS, scope: 'read' },
  markItem: {
    path: ({ itemId }) => `/api/items/${itemId}`,
    body: () => ({ isHidden: true }),
    may: ['owner', 'editor', 'viewer'],
    scope: 'hunt',
    sees: [],
  },
  readItem: { path: ({ itemId }) => `/api/items/${itemId}`, may: READERS, scope: 'read' },
  // Channels
  createChannel: { body: () => newChannel, may: MEMBERS, scope: 'hunt', sees: [] },
  listChannels: { may: MEMBERS, scope: 'read', sees: OWNER },
  readChannel: { path: channel(), may: OWNER, scope: 'read' },
  updateChannel: { path: channel(), body: () => ({ name: 'another' }), may: OWNER, scope: 'hunt' },
  deleteChannel: { path: channel(), may: OWNER, scope: 'hunt' },
  testChannel: { path: channel('/test'), may: OWNER, scope: 'hunt' },
  listChannelKinds: { may: MEMBERS, scope: 'read', sees: [] },
  // The test carries a real match, of whoever asks.
  testNewChannel: { body: () => newChannelTest, may: MEMBERS, scope: 'hunt', sees: OWNER },
  listDeliveries: { path: channel('/deliveries'), may: OWNER, scope: 'read' },
  resendDelivery: { path: ({ deliveryId }) => `/api/deliveries/${deliveryId}/resend`, may: OWNER, scope: 'hunt' },
  listNotifications: { may: MEMBERS, scope: 'read', sees: [] },
  readEventWhy: { path: ({ eventId }) => `/api/events/${eventId}/why`, may: READERS, scope: 'read' },
  readRhythm: { may: MEMBERS, scope: 'read', sees: [] },
  saveRhythm: { body: () => rhythm, may: MEMBERS, scope: 'hunt', sees: [] },
  // Nothing is configured by which it could be proved.
  startChannelSetup: { body: () => newSetup, may: MEMBERS, scope: 'hunt', sees: [], answers: 422 },
  readChannelSetup: { path: ({ setupId }) => `/api/channel-setups/${setupId}`, may: OWNER, scope: 'read' },
  confirmChannelSetup: {
    path: ({ setupId }) => `/api/channel-setups/${setupId}/confirm`,
    body: () => ({ code: '000000' }),
    may: OWNER,
    scope: 'hunt',
    answers: 422,
  },
  showMute: { open: true, path: () => '/mute/a-wrong-token', answers: 404 },
  mute: { open: true, path: () => '/mute/a-wrong-token', answers: 404 },
  showStop: { open: true, path: () => '/stop/a-wrong-token', answers: 404 },
  showDigest: { open: true, path: () => '/digest/a-wrong-token', answers: 404 },
  makeDigest: { open: true, path: () => '/digest/a-wrong-token', answers: 404 },
  stopChannel: { open: true, path: () => '/stop/a-wrong-token', answers: 404 },
  // Sharing
  listTaskShares: { path: task('/shares'), may: OWNER, scope: 'hunt' },
  shareTask: {
    path: task('/shares'),
    body: () => ({ userName: 'the editor', role: 'viewer' }),
    may: OWNER,
    scope: 'hunt',
  },
  showToGuests: { path: task('/guests'), may: OWNER, scope: 'hunt' },
  hideFromGuests: { path: task('/guests'), may: OWNER, scope: 'hunt' },
  updateMyShare: { path: task('/shares/me'), body: () => ({ mutedUntil: null }), may: ['editor', 'viewer', 'guest'] },
  unshareTask: {
    path: ({ taskId, editorId }) => `/api/tasks/${taskId}/shares/${editorId}`,
    may: EDITORS,
    scope: 'hunt',
  },
  createPublicLink: { path: task('/public-link'), may: OWNER, scope: 'hunt' },
  deletePublicLink: { path: task('/public-link'), may: OWNER, scope: 'hunt' },
  readPublicTask: { open: true, path: ({ publicToken }) => `/api/public/${publicToken}`, answers: 200, shows: true },
  listChannelShares: { path: channel('/shares'), may: OWNER, scope: 'hunt' },
  shareChannel: { path: channel('/shares'), body: () => ({ userName: 'the editor' }), may: OWNER, scope: 'hunt' },
  // There is no such share, which only its owner is told.
  unshareChannel: { path: ({ channelId, strangerId }) => `/api/channels/${channelId}/shares/${strangerId}`, may: [] },
  // System
  listSources: { may: PEOPLE, scope: 'read', sees: [] },
  readQueue: { may: ADMIN, sees: [] },
  // Sessions
  readSession: { open: true, answers: 200 },
  signIn: { open: true, body: () => ({ name: 'the admin', password: 'a wrong password' }), answers: 401 },
  finishSignIn: {
    open: true,
    path: () => '/api/session/second-factor',
    body: () => ({ ticket: 'a wrong one', code: '123456' }),
    answers: 401,
  },
  signOut: { open: true, answers: 204 },
  setUp: { open: true, body: () => wrongCode, answers: 401 },
  setUpLocal: { open: true, body: () => ({ code: 'a wrong code' }), answers: 403 },
  resetPassword: { open: true, body: () => ({ code: 'a wrong code', password: 'a long password' }), answers: 401 },
  forgotPassword: { open: true, body: () => ({ email: 'nobody@shop.example' }), answers: 202 },
  requestAccount: { open: true, body: () => ({ email: 'nobody@shop.example' }), answers: 403 },
  // The challenge is kept: a row that says nothing about anybody.
  startPasskeySignIn: { open: true, answers: 200, keeps: true },
  signInByPasskey: { open: true, body: () => ({ response: { id: 'unknown' } }), answers: 401 },
  startOidcSignIn: { open: true, answers: 404 },
  finishOidcSignIn: { open: true, answers: 404 },
  acceptInvite: { open: true, body: () => wrongCode, answers: 401 },
  // Account: each has their own, and reaches nobody else's.
  updateMe: { body: () => ({ theme: 'dark' }), may: PEOPLE, scope: 'admin', sees: OWNER },
  confirmEmail: { body: () => ({ code: '000000' }), may: PEOPLE, scope: 'admin', sees: [], answers: 422 },
  changePassword: { body: () => ({ next: 'short' }), may: PEOPLE, scope: 'admin', sees: [], answers: 422 },
  exportMe: { may: PEOPLE, scope: 'admin', sees: READERS },
  deleteMe: { body: () => ({ hunts: 'neither' }), may: PEOPLE, scope: 'admin', sees: [], answers: 422 },
  listSessions: { may: PEOPLE, scope: 'admin', sees: [] },
  endSession: { path: ({ sessionId }) => `/api/me/sessions/${sessionId}`, may: OWNER, scope: 'admin' },
  endOtherSessions: { may: PEOPLE, scope: 'admin', sees: [] },
  listTokens: { may: PEOPLE, scope: 'admin', sees: OWNER },
  createToken: { body: () => ({ name: 'mine', scopes: ['read'] }), may: PEOPLE, scope: 'admin', sees: [] },
  deleteToken: { path: ({ tokenId }) => `/api/tokens/${tokenId}`, may: OWNER, scope: 'admin' },
  listPasskeys: { may: PEOPLE, scope: 'admin', sees: OWNER },
  startPasskey: { may: PEOPLE, scope: 'admin', sees: OWNER },
  createPasskey: { body: () => ({ name: 'key', response: {} }), may: PEOPLE, scope: 'admin', sees: [], answers: 422 },
  deletePasskey: { path: ({ passkeyId }) => `/api/passkeys/${passkeyId}`, may: OWNER, scope: 'admin' },
  readSecondFactor: { may: PEOPLE, scope: 'admin', sees: [] },
  // Nothing is configured that its secret could be sealed with.
  startAuthenticatorApp: { may: PEOPLE, scope: 'admin', sees: [], answers: 409 },
  switchOnSecondFactor: { body: () => ({ code: '000000' }), may: PEOPLE, scope: 'admin', sees: [], answers: 422 },
  switchOffSecondFactor: { may: PEOPLE, scope: 'admin', sees: [] },
  renewRecoveryCodes: { may: PEOPLE, scope: 'admin', sees: [], answers: 409 },
  // People
  resetSecondFactor: { path: ({ ownerId }) => `/api/people/${ownerId}/second-factor`, may: ADMIN },
  listPeople: { may: ADMIN },
  updatePerson: { path: ({ strangerId }) => `/api/people/${strangerId}`, body: () => ({}), may: ADMIN },
  deletePerson: { path: () => '/api/people/999999', may: [] },
  createPasswordLink: { path: ({ ownerId }) => `/api/people/${ownerId}/password-link`, may: ADMIN },
  listInvites: { may: ADMIN },
  createInvite: { body: () => ({ role: 'admin' }), may: ADMIN },
  deleteInvite: { path: ({ inviteId }) => `/api/invites/${inviteId}`, may: ADMIN },
  readAudit: { may: ADMIN },
  // For machines and readers
  readHealth: { open: true, answers: 200 },
  readLiveness: { open: true, answers: 200 },
  readReadiness: { open: true, answers: 200 },
  // From elsewhere than this machine, as everybody in the walk.
  readMetrics: { may: ADMIN, sees: [] },
  readOpenApi: { open: true, answers: 200 },
  readDocs: { open: true, answers: 200 },
};
