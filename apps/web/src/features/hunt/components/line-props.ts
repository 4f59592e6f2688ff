import type { Hunt } from '../../../lib/api-types.js';

/** One line of the settings: whether it is being edited, and how it begins, is kept and ends. */
export interface LineProps {
  hunt: Hunt;
  isEditing: boolean;
  isSaving: boolean;
  /** Why the last change of it was refused. */
  error: unknown;
  /** Undefined: it can only be read. */
  onEdit: (() => void) | undefined;
  onCancel: () => void;
  onSave: (change: Partial<Hunt>) => void;
}
