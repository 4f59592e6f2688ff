/** Why this browser cannot be told by push, or undefined when it can. */
export function pushObstacle(): 'insecure' | 'unsupported' | 'refused' | undefined {
  if (!window.isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'refused';
  return undefined;
}

export class PushRefusedError extends Error {
  override readonly name = 'PushRefusedError';
}

const WORKER_TIMEOUT_MS = 10_000;

/**
 * Subscribes this browser, after its own question, and answers what the api needs to send to it.
 * @throws {PushRefusedError} when the person says no; anything else when the browser cannot reach its push service
 */
export async function subscribePush(publicKey: string): Promise<Record<string, unknown>> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushRefusedError('refused');
  const registration = await readyWorker();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, ...keys };
}

/** Where no worker could be installed, the browser itself would wait for ever. */
async function readyWorker(): Promise<ServiceWorkerRegistration> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no service worker')), WORKER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([navigator.serviceWorker.ready, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Takes this browser's subscription back, if it has one. */
export async function unsubscribePush(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
