import { Button, CopyButton } from '@mantine/core';
import { useText } from '../lib/i18n/index.js';

/** Copies a text and says that it has, where the browser lets pages copy. */
export function CopyTextButton({ value }: { value: string }) {
  const { t } = useText();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="default" onClick={copy}>
          {t(copied ? 'copied' : 'copy')}
        </Button>
      )}
    </CopyButton>
  );
}
