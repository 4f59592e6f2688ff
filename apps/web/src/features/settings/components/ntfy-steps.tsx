import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { QrCode } from '../../../components/qr-code.js';
import { useText } from '../../../lib/i18n/index.js';
import { ntfyLinks } from '../api/ntfy-links.js';
import classes from './channels-page.module.css';

/** How a phone comes to listen to a topic: by a code to scan, or by a link on the phone itself. */
export function NtfySteps({ config }: { config: Record<string, unknown> }) {
  const { t } = useText();
  const [way, setWay] = useState<'web' | 'app'>('web');
  const links = ntfyLinks(config.server, config.topic);
  if (!links) return null;
  return (
    <div className={`${classes.setup} ${classes.ntfy}`}>
      <QrCode text={links[way]} label={t('channels.ntfy.code', { link: links[way] })} />
      <div className={`stack ${classes.ntfyText}`}>
        <p>{t('channels.ntfy.scan')}</p>
        <SegmentedControl
          aria-label={t('channels.ntfy.phone')}
          value={way}
          onChange={(value) => setWay(value as 'web' | 'app')}
          data={[
            { value: 'web', label: t('channels.ntfy.any') },
            { value: 'app', label: t('channels.ntfy.android') },
          ]}
        />
        <p className="muted small">{t('channels.ntfy.secret')}</p>
        <Button component="a" href={links[way]} target="_blank" rel="noopener noreferrer" variant="light">
          {t('channels.ntfy.open')}
        </Button>
      </div>
    </div>
  );
}
