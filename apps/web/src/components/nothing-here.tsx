import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '../lib/i18n/index.js';
import { EmptyState } from './empty-state.js';
import { useDocumentTitle } from './page-head.js';

/** For an address that leads nowhere, and for what is gone or was never for this person. */
export function NothingHere() {
  const { t } = useText();
  useDocumentTitle(t('notFound.title'));
  return (
    <EmptyState
      title={t('notFound.title')}
      action={
        <Button component={Link} to="/">
          {t('notFound.action')}
        </Button>
      }
    >
      {t('notFound.text')}
    </EmptyState>
  );
}
