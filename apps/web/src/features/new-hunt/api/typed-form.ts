import type { DraftForm } from './draft-form.js';

const nameOf = (draftId: number): string => `goodshunter.draft.${draftId}`;

/** Keeps what was typed beside a draft for as long as the window is open: a reload loses none of it. */
export function rememberTyped(draftId: number, form: DraftForm): void {
  try {
    sessionStorage.setItem(nameOf(draftId), JSON.stringify(form));
  } catch {
    // No room, or none is allowed: then a reload begins with what the draft itself says.
  }
}

export function forgetTyped(draftId: number): void {
  try {
    sessionStorage.removeItem(nameOf(draftId));
  } catch {
    // What cannot be written was never there.
  }
}

/** The form as it was left, over `initial`; what is not of its kind there is not taken. */
export function withTyped(draftId: number, initial: DraftForm): DraftForm {
  let kept: unknown;
  try {
    kept = JSON.parse(sessionStorage.getItem(nameOf(draftId)) ?? 'null');
  } catch {
    return initial;
  }
  if (typeof kept !== 'object' || kept === null) return initial;
  const form: Record<string, unknown> = { ...initial };
  for (const [name, value] of Object.entries(kept)) {
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
    const fits = LISTS.has(name) ? isList : typeof value === 'string';
    if (fits && Object.hasOwn(initial, name)) form[name] = value;
  }
  return form as unknown as DraftForm;
}

const LISTS: ReadonlySet<string> = new Set(['words', 'without', 'channels']);
