/** Why this browser cannot be told by push, or undefined when it can. */
export function pushObstacle(): 'insecure' | 'unsupported' | 'refused' | undefined {
  if (!window.isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'refused';
  return undefined;
}

/**
 * Subscribes this browser, after its own question, and answers what the api needs to send to it.
 * @throws when the person refuses or the browser cannot
 */
export async function subscribePush(publicKey: string): Promise<Record<string, unknown>> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused');
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, ...keys };
}
