import { useEffect, useRef } from 'react';

/** True where letters are text: fields, lists that are open, dialogs' own keys. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** True where a key presses what has the focus: a button, a link, an entry of a menu. */
function isPressing(target: EventTarget | null, key: string): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  return target instanceof Element && target.closest('a, button, summary, [role="menuitem"], [role="option"]') !== null;
}

/** Single keys, and `g f` for two in a row within a second. Handlers are not called while somebody types. */
export function useShortcuts(handlers: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    let first = '';
    let firstAt = 0;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      const isCommand = event.ctrlKey || event.metaKey;
      const key = isCommand ? `mod+${event.key.toLowerCase()}` : event.key;
      if (event.altKey || (isTyping(event.target) && !isCommand) || isPressing(event.target, event.key)) return;
      // A dialog that is open has the keys for itself.
      if (!isCommand && document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const pair = Date.now() - firstAt < 1000 ? `${first} ${key}` : '';
      const handler = latest.current[pair] ?? latest.current[key];
      first = key;
      firstAt = Date.now();
      if (!handler) return;
      event.preventDefault();
      handler(event);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
