import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { PageHead } from '../../../components/page-head.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { forgetAll } from '../../../lib/session.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { unsubscribePush } from '../api/subscribe-push.js';
import { SettingsList } from './settings-list.js';

/** On the phone the list of settings; beside the list there is no page without one, so the first. */
export default function SettingsIndex() {
  const { t } = useText();
  const isPhone = useIsPhone();
  const signOut = useSignOut();
  if (!isPhone) return <Navigate to="/settings/me" replace />;
  return (
    <>
      <PageHead isInHeader title={t('place.settings')} />
      <SettingsList />
      <Button
        variant="subtle"
        color="gray"
        mt="md"
        fullWidth
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {t('me.signOut')}
      </Button>
    </>
  );
}

/** Ends this session and forgets what it saw. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    async mutationFn() {
      await request('DELETE', '/api/session');
      // The api tells this browser nothing any more; now the browser's push service knows of no one to tell either.
      await unsubscribePush();
    },
    onSettled: () => forgetAll(client),
  });
}
