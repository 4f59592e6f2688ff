/** The shortest password that is taken. */
export const MIN_PASSWORD = 10;

/** How good a password is, 0 (too short) to 4: by its length and how many different characters it has. A hint, not a rule. */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 | 4 {
  const length = [...password].length;
  if (length < MIN_PASSWORD) return 0;
  const different = new Set(password).size;
  if (different < 5) return 1;
  if (length >= 20 && different >= 10) return 4;
  if (length >= 14 && different >= 8) return 3;
  return 2;
}
