import { useEffect, useRef, useState } from 'react';
import { linkIn } from './link-of.js';

/** True over what takes text itself. */
const takesText = (target: EventTarget | null) => target instanceof Element && target.matches(':read-write');

/**
 * Hands on a link that is let go anywhere on the page where nothing else takes it; whatever else is dropped there does nothing.
 * Left to itself a browser goes to what is dropped, and what was typed is lost. With `open` undefined, beneath a dialog, and for
 * links of this page's own it only stays. @returns true while something is held over the page that would be taken.
 */
export function useDroppedLinks(open: ((link: string) => void) | undefined): boolean {
  const latest = useRef(open);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    let isOwn = false;
    const isTakenElsewhere = (event: DragEvent) => event.defaultPrevented || takesText(event.target);
    function mayTake({ dataTransfer }: DragEvent): boolean {
      if (!latest.current || isOwn || document.querySelector('[role="dialog"][aria-modal="true"]')) return false;
      return dataTransfer?.types.some((type) => type === 'text/uri-list' || type === 'text/plain') ?? false;
    }
    function begin({ target }: DragEvent): void {
      const link = target instanceof Element ? target.closest('a') : null;
      isOwn = link === null || link.origin === location.origin;
    }
    function end(): void {
      isOwn = false;
      setOver(false);
    }
    function over(event: DragEvent): void {
      const willTake = !isTakenElsewhere(event) && mayTake(event);
      setOver(willTake);
      if (isTakenElsewhere(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = willTake ? 'copy' : 'none';
    }
    function leave({ relatedTarget }: DragEvent): void {
      if (relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent): void {
      setOver(false);
      if (isTakenElsewhere(event)) return;
      event.preventDefault();
      const link = mayTake(event) && event.dataTransfer ? linkIn(event.dataTransfer) : undefined;
      if (link !== undefined && new URL(link).origin !== location.origin) latest.current?.(link);
    }
    const listeners = { dragstart: begin, dragend: end, dragover: over, dragleave: leave, drop };
    for (const [type, listener] of Object.entries(listeners))
      document.addEventListener(type, listener as (event: Event) => void);
    return () => {
      for (const [type, listener] of Object.entries(listeners))
        document.removeEventListener(type, listener as (event: Event) => void);
    };
  }, []);
  return isOver;
}
