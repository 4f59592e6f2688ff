import { z } from 'zod';
import { webauthnSchema } from './person.js';

/** What is asked for after the password, where somebody wants that. */
export const secondFactorSchema = z.object({
  isOn: z.boolean(),
  /** An authenticator app shows codes for this account. */
  hasApp: z.boolean(),
  /** False where the operator has set no key that its secret could be sealed with. */
  canUseApp: z.boolean(),
  /** Any of them is a second factor. */
  passkeys: z.number().int(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

const appCodeSchema = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'must be the six digits that the app shows');

/** By the code that an app shows that was set up a moment ago; without one by the passkeys that there are. */
export const switchOnSecondFactorSchema = z.strictObject({ code: appCodeSchema.optional() });

const recoveryCodesSchema = z.array(z.string()).describe('Each works once; they are answered here and never again');
/** Null: it was on before, and the recovery codes of then go on working. */
export const switchedOnSchema = secondFactorSchema.extend({ recoveryCodes: recoveryCodesSchema.nullable() });
export const renewedRecoveryCodesSchema = z.object({ recoveryCodes: recoveryCodesSchema });

/** For the app: by a QR code of the address, or typed. */
export const startedAppSchema = z.object({
  /** Base32. */
  secret: z.string(),
  /** `otpauth://totp/..` */
  uri: z.string(),
});

/** The password was right; one of these must follow. */
export const pendingSignInSchema = z.object({
  ticket: z.string(),
  /** Whether codes of an app count beside recovery codes. */
  hasApp: z.boolean(),
  /** For `navigator.credentials.get`; null where there is no passkey. */
  passkey: webauthnSchema.nullable(),
});
export type PendingSignIn = z.infer<typeof pendingSignInSchema>;

/** The second factor: a code of the app, a recovery code, or what a passkey answered. */
export const finishSignInSchema = z
  .strictObject({
    ticket: z.string().min(1).max(200),
    code: z.string().trim().min(1).max(100).optional(),
    response: webauthnSchema.optional(),
  })
  .refine(({ code, response }) => (code === undefined) !== (response === undefined), {
    message: 'must be there, or response of a passkey, and not both',
    path: ['code'],
  });
export type FinishSignIn = z.infer<typeof finishSignInSchema>;
