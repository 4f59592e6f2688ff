const REFUSALS = ['provider', 'expired', 'group', 'no_account', 'locked'] as const;
type Refusal = (typeof REFUSALS)[number] | 'other';

/** Why a sign-in at the provider came to nothing, as the address says it on the way back; undefined where none did. */
export function refusalOf(hash: string): Refusal | undefined {
  const reason = new URLSearchParams(hash.slice(1)).get('sign-in');
  if (reason === null) return undefined;
  return REFUSALS.find((known) => known === reason) ?? 'other';
}
