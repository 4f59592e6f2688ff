import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useCan } from '../../lib/operations.js';
import { useShortcuts } from '../../lib/shortcuts.js';

const SearchDialog = lazy(() => import('../../features/search/components/search-dialog.js'));

/** The search over everything, opened by `/`, Ctrl-K or its button; undefined where the api has none. */
export function useSearchDialog(): { open: () => void; dialog: ReactNode } | undefined {
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  const isThere = can('GET /api/search');
  useShortcuts(isThere ? { '/': open, 'mod+k': open } : {});
  if (!isThere) return undefined;
  const dialog = isOpen && (
    <Suspense fallback={null}>
      <SearchDialog onClose={() => setOpen(false)} />
    </Suspense>
  );
  return { open, dialog };
}
