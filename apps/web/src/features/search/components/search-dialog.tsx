import type { SearchResult } from '@goodshunter/contracts/api';
import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCrosshair, IconLinkPlus, IconSearch, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Picture } from '../../../components/picture.js';
import { get, withQuery } from '../../../lib/api-client.js';
import { formatMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import classes from './search-dialog.module.css';

interface Row {
  key: string;
  group: 'hunts' | 'items' | 'channels' | 'do';
  icon: ReactNode;
  title: string;
  second: string;
  open: () => void;
}

interface SearchDialogProps {
  /** What is looked for; whoever opens this keeps it, as it may be typed before the field is there. */
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
}

/** Finds anything: hunts, items, channels; and offers to hunt for what was typed. */
export default function SearchDialog({ text, onText, onClose }: SearchDialogProps) {
  const { t, locale } = useText();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const [current, setCurrent] = useState(0);
  const [asked] = useDebouncedValue(text.trim(), 120);
  const { data } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => get<SearchResult>(withQuery('/api/search', { q: asked }), signal),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });
  const go = (open: () => unknown) => () => {
    onClose();
    open();
  };
  const found = asked === '' ? undefined : data;
  const rows: Row[] = [
    ...(found?.hunts ?? []).map((hunt) => ({
      key: `hunt-${hunt.id}`,
      group: 'hunts' as const,
      icon: <IconCrosshair size={20} stroke={1.75} />,
      title: hunt.name,
      second: hunt.keyword,
      open: go(() => navigate({ to: '/hunts/$id', params: { id: String(hunt.id) } })),
    })),
    ...(found?.items ?? []).map((item) => ({
      key: `item-${item.id}`,
      group: 'items' as const,
      icon: <Picture itemId={item.id} hasPicture={item.imageUrl !== null} size={96} className={classes.picture} />,
      title: item.title,
      second: [item.price === null ? '' : formatMoney(item.price, item.currency, locale), item.host]
        .filter(Boolean)
        .join(' · '),
      open: go(() => navigate({ to: '/items/$id', params: { id: String(item.id) } })),
    })),
    ...(found?.channels ?? []).map((channel) => ({
      key: `channel-${channel.id}`,
      group: 'channels' as const,
      icon: <IconSend size={20} stroke={1.75} />,
      title: channel.name,
      second: channel.kind,
      open: go(() => navigate({ to: '/settings/channels' })),
    })),
    ...(text.trim() === ''
      ? []
      : [
          {
            key: 'hunt-for',
            group: 'do' as const,
            icon: <IconLinkPlus size={20} stroke={1.75} />,
            title: t('search.huntFor', { words: text.trim() }),
            second: '',
            open: go(() => navigate({ to: '/hunts/new', search: { url: text.trim() } })),
          },
        ]),
  ];
  const chosen = Math.min(current, rows.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setCurrent(Math.max(0, Math.min(rows.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      rows[chosen]?.open();
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={620}
      padding={0}
      fullScreen={isPhone}
      yOffset="8vh"
      aria-label={t('search.name')}
    >
      <div className={classes.field}>
        <IconSearch size={20} stroke={1.75} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-expanded={rows.length > 0}
          aria-controls={rows.length > 0 ? 'search-results' : undefined}
          aria-activedescendant={rows[chosen] ? `search-${rows[chosen].key}` : undefined}
          aria-label={t('search.name')}
          placeholder={t('search.placeholder')}
          value={text}
          maxLength={200}
          onChange={(event) => {
            onText(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" onClick={onClose} className={classes.esc}>
          {isPhone ? t('close') : 'Esc'}
        </button>
      </div>
      {rows.length === 0 ? (
        <p className={`${classes.hint} muted`}>{t('search.hint')}</p>
      ) : (
        <div id="search-results" role="listbox" aria-label={t('search.results')} className={classes.results}>
          {rows.map((row, index) => (
            <div key={row.key} role="presentation">
              {rows[index - 1]?.group !== row.group && (
                <div role="presentation" className={`${classes.group} muted small`}>
                  {t(`search.group.${row.group}`)}
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's, as in any combobox */}
              <div
                id={`search-${row.key}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                className={classes.row}
                onClick={row.open}
                onPointerMove={() => setCurrent(index)}
              >
                <span className={classes.icon}>{row.icon}</span>
                <span className="grow">
                  <span className="strong clip" style={{ display: 'block' }}>
                    {row.title}
                  </span>
                  <span className="muted small">{row.second}</span>
                </span>
                {index === chosen && <kbd className="desk">Enter</kbd>}
              </div>
            </div>
          ))}
        </div>
      )}
    </Modal>
  );
}
