import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';

/** Something that is shown once: to be selected, or copied where the browser lets pages copy. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  const { t } = useText();
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        className="grow"
        readOnly
        label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
