import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';

interface LetterFormProps {
  /** What the link in the letter is for: a new password, or a new account. */
  purpose: 'forgotten' | 'register';
  onBack: () => void;
}

/** Has a letter with a link sent. Says the same whether the address is known or not, as the api does. */
export function LetterForm({ purpose, onBack }: LetterFormProps) {
  const { t } = useText();
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => request('POST', `/api/session/${purpose}`, { email: email.trim() }) });
  function submit(event: FormEvent): void {
    event.preventDefault();
    ask.mutate();
  }
  return (
    <>
      <h2 className="section">{t(`letter.${purpose}`)}</h2>
      {ask.error && <ProblemNote error={ask.error} />}
      {ask.isSuccess ? (
        <p role="status">{t('letter.sent', { email: email.trim() })}</p>
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextInput
            label={t('letter.email')}
            type="email"
            value={email}
            autoComplete="email"
            autoFocus
            required
            withAsterisk={false}
            size="md"
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" h={48} disabled={!email.includes('@')} loading={ask.isPending}>
            {t('letter.send')}
          </Button>
        </form>
      )}
      <Button variant="subtle" color="gray" onClick={onBack}>
        {t('secondFactor.again')}
      </Button>
    </>
  );
}
