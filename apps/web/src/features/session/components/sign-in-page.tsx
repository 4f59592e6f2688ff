import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Session } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { forgetAll } from '../../../lib/session.js';
import { refusalOf } from '../api/sign-in-refusal.js';
import { LetterForm } from './letter-form.js';
import { SessionCard } from './session-card.js';
import { SignInForm } from './sign-in-form.js';

/** Sign-in, at whatever address was asked for: afterwards that page is there. */
export default function SignInPage({ session }: { session: Session }) {
  const { t } = useText();
  const client = useQueryClient();
  const { mail, registration } = session.signIn;
  const [letter, setLetter] = useState<'forgotten' | 'register'>();
  const [refusal] = useState(() => refusalOf(location.hash));
  // Told once: a reload, or the page after the sign-in, has nothing to do with it.
  useEffect(() => {
    if (refusalOf(location.hash)) history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return (
    <SessionCard title={t('session.signIn')} foot={!mail && <p className="muted small">{t('session.forgotten')}</p>}>
      {letter ? (
        <LetterForm purpose={letter} onBack={() => setLetter(undefined)} />
      ) : (
        <>
          <SignInForm
            session={session}
            notice={refusal && <p role="alert">{t(`session.refused.${refusal}`)}</p>}
            onDone={() => void forgetAll(client)}
          />
          {mail && (
            <Button variant="subtle" color="gray" onClick={() => setLetter('forgotten')}>
              {t('letter.forgottenOpen')}
            </Button>
          )}
          {mail && registration === 'open' && (
            <Button variant="subtle" color="gray" onClick={() => setLetter('register')}>
              {t('letter.registerOpen')}
            </Button>
          )}
        </>
      )}
    </SessionCard>
  );
}
