import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { get } from '../../../lib/api-client.js';
import type { Session } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { forgetAll, sessionQuery, useSession } from '../../../lib/session.js';
import { SignInForm } from './sign-in-form.js';

/** Asks who it is before something that gives rights or ways in. @param onEnd true: it is still the same person */
export default function FreshDialog({ onEnd }: { onEnd: (isSame: boolean) => void }) {
  const { t } = useText();
  const client = useQueryClient();
  const session = useSession();
  const me = session?.user;
  if (!session || !me) return null;

  async function compare(): Promise<void> {
    const now = await get<Session>('/api/session');
    client.setQueryData(sessionQuery.queryKey, now);
    const isSame = now.user?.id === me?.id;
    // Somebody else's passkey: this is their page now.
    if (!isSame) await forgetAll(client);
    onEnd(isSame);
  }
  return (
    <Modal opened onClose={() => onEnd(false)} title={t('fresh.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <SignInForm
          session={session}
          name={me.name}
          notice={<p>{t('fresh.text', { name: me.name })}</p>}
          onDone={() => void compare()}
        />
      </div>
    </Modal>
  );
}
