import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { whenSignedOut } from '../lib/api-client.js';
import { TextProvider } from '../lib/i18n/index.js';
import { sessionQuery } from '../lib/session.js';
import { queryClient } from './query-client.js';
import { router } from './router.js';
import { theme, variables } from './theme.js';

// Whatever is refused for want of a session shows that it ended; the shell then shows the sign-in in its place.
whenSignedOut(() => void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }));

/** The nonce that the api wrote into this copy of the page: styles made here carry it, and no others are taken. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Dialogs keep the page behind them still by a style of their own.
setNonce(nonce);

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <TextProvider>
          <Notifications position="bottom-left" limit={3} containerWidth={400} />
          <RouterProvider router={router} />
        </TextProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
