import { lazy, Suspense, useEffect, useState } from 'react';
import { whenNotFresh } from '../../lib/api-client.js';

const FreshDialog = lazy(() => import('../../features/session/components/fresh-dialog.js'));

/** Asks who it is when the api wants to know anew; what was asked for then goes on by itself. */
export function FreshGate() {
  const [waiting, setWaiting] = useState<Array<(isSame: boolean) => void>>([]);
  useEffect(() => {
    whenNotFresh(() => new Promise((resolve) => setWaiting((others) => [...others, resolve])));
    return () => whenNotFresh(async () => false);
  }, []);
  if (waiting.length === 0) return null;
  function end(isSame: boolean): void {
    for (const resolve of waiting) resolve(isSame);
    setWaiting([]);
  }
  return (
    <Suspense fallback={null}>
      <FreshDialog onEnd={end} />
    </Suspense>
  );
}
