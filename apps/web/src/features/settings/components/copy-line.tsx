import { Group, TextInput } from '@mantine/core';
import { CopyTextButton } from '../../../components/copy-text-button.js';

/** Something that is shown once: to be selected, or copied where the browser lets pages copy. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        className="grow"
        readOnly
        label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyTextButton value={value} />
    </Group>
  );
}
