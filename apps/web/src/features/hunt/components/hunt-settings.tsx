import type { Channel, Page } from '@goodshunter/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { isOwn, useCan, useMayChange } from '../../../lib/operations.js';
import { useChangeHunt } from '../api/use-hunt.js';
import { ChannelsLine } from './channels-line.js';
import { IntervalLine } from './interval-line.js';
import type { LineProps } from './line-props.js';
import { MyShareLine } from './my-share-line.js';
import { NameLine } from './name-line.js';
import { PriceLine } from './price-line.js';
import { RulesLine } from './rules-line.js';
import { SourceLine } from './source-line.js';
import { TagsLine } from './tags-line.js';
import { WordsLine } from './words-line.js';

type Field = 'source' | 'name' | 'words' | 'price' | 'interval' | 'channels' | 'tags';

/** The settings of a hunt as sentences, edited where they stand, one at a time. */
export function HuntSettings({ hunt, isShown }: { hunt: Hunt; isShown: boolean }) {
  const can = useCan();
  const change = useChangeHunt(hunt.id);
  const mayChange = useMayChange(hunt);
  const [editing, setEditing] = useState<Field>();
  const { data } = useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => get<Page<Channel>>('/api/channels?limit=200', signal),
    staleTime: 60_000,
    enabled: can('GET /api/channels'),
  });
  const channels = data?.data ?? [];
  const end = () => setEditing(undefined);
  const line = (field: Field): LineProps => ({
    hunt,
    isEditing: editing === field,
    isSaving: change.isPending,
    error: editing === field ? change.error : null,
    onEdit: mayChange
      ? () => {
          change.reset();
          setEditing(field);
        }
      : undefined,
    onCancel: end,
    onSave: (values) => change.mutate(values, { onSuccess: end }),
  });
  return (
    <div>
      <SourceLine {...line('source')} />
      <NameLine {...line('name')} />
      <WordsLine {...line('words')} hasKey={isShown} />
      <PriceLine {...line('price')} />
      <IntervalLine {...line('interval')} />
      <RulesLine hunt={hunt} />
      {hunt.myShare && can('GET /api/channels') && (
        <MyShareLine huntId={hunt.id} share={hunt.myShare} channels={channels} />
      )}
      {isOwn(hunt) && <ChannelsLine {...line('channels')} channels={channels} />}
      {can('POST /api/tasks/bulk') && <TagsLine {...line('tags')} />}
    </div>
  );
}
