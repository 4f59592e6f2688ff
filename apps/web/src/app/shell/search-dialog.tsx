import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useCan } from '../../lib/operations.js';
import { useShortcuts } from '../../lib/shortcuts.js';

const load = () => import('../../features/search/components/search-dialog.js');
const SearchDialog = lazy(load);

/** How long after the page is there the dialog is fetched: by then nothing waits behind it. */
const AHEAD_MS = 3000;

/** The search over everything, opened by `/`, Ctrl-K or its button; undefined where the api has none. */
export function useSearchDialog(): { open: () => void; dialog: ReactNode } | undefined {
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const isThere = can('GET /api/search');
  function open(): void {
    setText('');
    setOpen(true);
  }
  useEffect(() => {
    if (!isThere) return;
    const timer = setTimeout(() => void load().catch(() => undefined), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [isThere]);
  useTypingAhead(isOpen, setText);
  useShortcuts(isThere ? { '/': open, 'mod+k': open } : {});
  if (!isThere) return undefined;
  const dialog = isOpen && (
    <Suspense fallback={null}>
      <SearchDialog text={text} onText={setText} onClose={() => setOpen(false)} />
    </Suspense>
  );
  return { open, dialog };
}

/** Whoever presses `/` goes on typing: what comes before the field has the focus is text too, and no shortcut. */
function useTypingAhead(isOpen: boolean, onText: (add: (before: string) => string) => void): void {
  useEffect(() => {
    if (!isOpen) return;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest('[role="dialog"], input, textarea, select')) return;
      event.preventDefault();
      onText((before) => before + event.key);
    }
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isOpen, onText]);
}
