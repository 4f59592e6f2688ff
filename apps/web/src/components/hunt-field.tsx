import { IconLinkPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../lib/i18n/index.js';
import { linkIn, linkOf } from '../lib/link-of.js';
import { useMayHunt } from '../lib/operations.js';
import { useShortcuts } from '../lib/shortcuts.js';
import classes from './hunt-field.module.css';

/**
 * The one way in: paste a link, drop one, or say what you hunt for. `n` comes here from everywhere.
 * @param startsWith what it holds at first: words that nobody answered
 */
export function HuntField({ isHome = false, startsWith = '' }: { isHome?: boolean; startsWith?: string }) {
  const { t } = useText();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(startsWith);
  const focus = () => {
    // Of the field in the header and the one on the phone's feed only one is visible.
    if (field.current?.offsetParent) field.current.focus();
  };
  useShortcuts({ n: focus });
  const mayHunt = useMayHunt();
  useEffect(() => {
    if (isHome && location.hash === '#field') field.current?.focus();
  }, [isHome]);

  function open(what: string): void {
    const trimmed = what.trim();
    if (trimmed === '') return;
    setText('');
    field.current?.blur();
    void navigate({ to: '/hunts/new', search: { url: trimmed } });
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    open(text);
  }
  function drop(event: DragEvent): void {
    const dropped = linkIn(event.dataTransfer) ?? event.dataTransfer.getData('text/plain');
    event.preventDefault();
    open(dropped);
  }

  if (!mayHunt) return null;
  return (
    <form className={classes.field} onSubmit={submit} onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      <IconLinkPlus size={20} stroke={1.75} aria-hidden />
      <input
        ref={field}
        type="text"
        enterKeyHint="go"
        autoComplete="off"
        aria-label={t('newHunt.field')}
        placeholder={t('newHunt.field')}
        value={text}
        maxLength={2000}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          const pasted = linkOf(event.clipboardData.getData('text'));
          if (text === '' && pasted !== undefined) {
            event.preventDefault();
            open(pasted);
          }
        }}
      />
      {!isHome && (
        <kbd className="desk" aria-hidden>
          n
        </kbd>
      )}
    </form>
  );
}
