import { z } from 'zod';

const idSchema = z.number().int().positive();
const instant = z.iso.datetime();

export const ROLES = ['admin', 'member', 'guest'] as const;
/** `admin` runs the house; `member` hunts; `guest` sees what is shared and changes nothing. */
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const SCOPES = ['read', 'hunt', 'admin'] as const;
/** What a token may: `read` looks, `hunt` also changes hunts and channels, `admin` everything its owner may. */
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

/** What people sign in with. */
const userNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._@+-]*$/u,
    'must be letters, digits, blanks and . _ @ + - and begin with a letter or digit',
  );
const displayNameSchema = z.string().trim().min(1).max(100);
const passwordSchema = z
  .string()
  .min(10, 'must be at least 10 characters long')
  .max(200, 'must be at most 200 characters long');
/** A password that is only compared: the rule of today says nothing about those of before. */
const givenPasswordSchema = z.string().min(1).max(200);
export const emailSchema = z.email('must be an e-mail address').max(254);
export const codeSchema = z.string().trim().min(1).max(200);

const languageSchema = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as en or zh-CN');
const themeSchema = z.enum(['light', 'dark', 'system']);
const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_+\-/]+$/, 'must be an IANA time zone such as Europe/Berlin');

const limitSchema = z.number().int().nonnegative().nullable().describe('null: no limit');
const quotasSchema = z.object({
  hunts: limitSchema,
  channels: limitSchema,
  shortestIntervalSeconds: z.number().int().nonnegative(),
  looksPerHour: limitSchema,
  drafts: limitSchema,
});
export type Quotas = z.infer<typeof quotasSchema>;
const usedSchema = z.object({ hunts: z.number().int(), channels: z.number().int(), looksPerHour: z.number().int() });
export type UsedQuotas = z.infer<typeof usedSchema>;

export const meSchema = z.object({
  id: idSchema,
  name: z.string(),
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  role: roleSchema,
  language: z.string().nullable(),
  theme: themeSchema.nullable(),
  timeZone: z.string().nullable(),
  hasPassword: z.boolean(),
  /** A second factor is asked for after the password. */
  hasSecondFactor: z.boolean(),
});
export type Me = z.infer<typeof meSchema>;

const registrationSchema = z.enum(['closed', 'invite', 'open']);
export type Registration = z.infer<typeof registrationSchema>;

/** `GET /api/session`: who is here, and how to come in. */
export const sessionStateSchema = z.object({
  user: meSchema.nullable(),
  /** Nobody has taken over as the first admin yet. */
  needsSetup: z.boolean(),
  /** A local run, where `POST /api/setup/local` goes on without a password. */
  isLocal: z.boolean(),
  signIn: z.object({
    password: z.boolean(),
    passkey: z.boolean(),
    oidc: z.object({ name: z.string() }).nullable(),
    registration: registrationSchema,
    /** A forgotten password can be replaced by a code sent by e-mail. */
    mail: z.boolean(),
  }),
  /** Null while nobody is signed in. */
  quotas: quotasSchema.nullable(),
  used: usedSchema.nullable(),
  version: z.string(),
  docsUrl: z.string(),
});
export type SessionState = z.infer<typeof sessionStateSchema>;

export const signInSchema = z.strictObject({ name: z.string().trim().min(1).max(254), password: givenPasswordSchema });
export const setUpSchema = z.strictObject({ code: codeSchema, name: userNameSchema, password: passwordSchema });
export const resetPasswordSchema = setUpSchema
  .pick({ code: true, password: true })
  .extend({ endTokens: z.boolean().default(false) });
export const setUpLocalSchema = z.strictObject({ code: codeSchema });

export const updateMeSchema = z
  .strictObject({
    name: userNameSchema,
    displayName: displayNameSchema.nullable(),
    /** Counts once the code that is sent there came back; null removes it. */
    email: emailSchema.nullable(),
    language: languageSchema.nullable(),
    theme: themeSchema.nullable(),
    timeZone: timeZoneSchema.nullable(),
  })
  .partial();
export type UpdateMe = z.infer<typeof updateMeSchema>;

export const changePasswordSchema = z.strictObject({
  /** Left out by who has none yet. */
  current: givenPasswordSchema.optional(),
  next: passwordSchema,
});
export const deleteMeSchema = z.strictObject({
  /** Left out by who has none. */
  password: givenPasswordSchema.optional(),
  /** Hunts that an editor shares: pass to that editor, or end like the others. */
  hunts: z.enum(['pass', 'end']),
});

export const deviceSchema = z.object({
  id: idSchema,
  isThis: z.boolean(),
  agent: z.string(),
  address: z.string(),
  createdAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
});
export type Device = z.infer<typeof deviceSchema>;

export const createTokenSchema = z.strictObject({
  name: displayNameSchema,
  scopes: z.array(scopeSchema).min(1).max(SCOPES.length),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
});
export type CreateToken = z.infer<typeof createTokenSchema>;
export const tokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Null: of before there were scopes; it may do everything. */
  scopes: z.array(scopeSchema).nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});
export type Token = z.infer<typeof tokenSchema>;
export const createdTokenSchema = tokenSchema.extend({ token: z.string() });

export const createInviteSchema = z.strictObject({
  role: roleSchema.default('member'),
  /** How many may come by it. */
  uses: z.number().int().min(1).max(100).default(1),
});
export const inviteSchema = z.object({
  id: idSchema,
  role: roleSchema,
  usesLeft: z.number().int(),
  createdAt: instant,
  expiresAt: instant,
});
export type Invite = z.infer<typeof inviteSchema>;
/** The link is answered once. */
export const createdInviteSchema = inviteSchema.extend({ url: z.string(), code: z.string() });
export const acceptInviteSchema = z.strictObject({
  code: codeSchema,
  name: userNameSchema,
  password: passwordSchema,
  email: emailSchema.optional(),
});

export const personSchema = z.object({
  id: idSchema,
  name: z.string(),
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  role: roleSchema,
  isDisabled: z.boolean(),
  hasSecondFactor: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant.nullable(),
  hunts: z.number().int(),
});
export type PersonEntry = z.infer<typeof personSchema>;
export const updatePersonSchema = z.strictObject({ role: roleSchema, isDisabled: z.boolean() }).partial();

/** A link by which somebody sets a new password. */
export const passwordLinkSchema = z.object({ url: z.string(), expiresAt: instant });

export const auditEntrySchema = z.object({
  id: idSchema,
  at: instant,
  userId: idSchema.nullable(),
  userName: z.string(),
  action: z.string(),
  isRefused: z.boolean(),
  detail: z.string(),
  address: z.string(),
  agent: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const shareRoleSchema = z.enum(['viewer', 'editor']);
export type ShareRole = z.infer<typeof shareRoleSchema>;
export const createShareSchema = z.strictObject({ userName: z.string().trim().min(1).max(100), role: shareRoleSchema });
export const shareSchema = z.object({
  userId: idSchema,
  name: z.string(),
  role: shareRoleSchema,
  createdAt: instant,
});
export type Share = z.infer<typeof shareSchema>;
/** What of a shared hunt is one's own: channels that tell, and silence. */
export const updateMyShareSchema = z
  .strictObject({
    notify: z.array(idSchema).max(20).nullable(),
    mutedUntil: z.iso.datetime({ offset: true }).nullable(),
  })
  .partial();
export const createChannelShareSchema = z.strictObject({ userName: z.string().trim().min(1).max(100) });
export const channelShareSchema = shareSchema.omit({ role: true });
/** Answered once. */
export const publicLinkSchema = z.object({ url: z.string() });

export const passkeySchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export type Passkey = z.infer<typeof passkeySchema>;
/** What `navigator.credentials` is given, and what it gives back, as WebAuthn writes them in JSON; checked by the server's own library. */
export const webauthnSchema = z.record(z.string(), z.unknown());
export const createPasskeySchema = z.strictObject({ name: displayNameSchema, response: webauthnSchema });
export const usePasskeySchema = z.strictObject({ response: webauthnSchema });
