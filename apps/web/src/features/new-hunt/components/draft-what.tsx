import { IconBuildingStore } from '@tabler/icons-react';
import { Chip } from '../../../components/chip.js';
import type { Hunt } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import { sourceOf } from '../../../lib/source-words.js';
import { isLooking } from '../api/use-draft.js';
import classes from './new-hunt-page.module.css';
import { SameHuntNote } from './same-hunt-note.js';

interface DraftWhatProps {
  draft: Hunt;
  address: string;
  onReading: (source: string, query: Record<string, unknown>) => void;
}

/** What the link is, in one sentence, and how else it could be read: the way that is taken is marked. */
export function DraftWhat({ draft, address, onReading }: DraftWhatProps) {
  const { t } = useText();
  const said = useSaid();
  const name = useReadingName();
  const facts = draft.draft;
  const looking = isLooking(draft);
  const sentence = facts?.resolved ? said(facts.resolved.sentence) : sourceOf(draft);
  const others = facts?.readings ?? [];
  return (
    <section className={`card ${classes.what}`} aria-live="polite">
      <span className={classes.whatIcon}>
        <IconBuildingStore size={22} stroke={1.75} aria-hidden />
      </span>
      <div className="grow">
        <h2 className="section">{looking ? t('newHunt.looking') : sentence}</h2>
        <p className="muted small clip">{address || sourceOf(draft)}</p>
        {facts?.redirectedTo && <p className="small clip">{t('newHunt.leadsTo', { address: facts.redirectedTo })}</p>}
        {!looking && <SameHuntNote draft={draft} />}
        {others.length > 0 && (
          <div className={classes.readings} role="group" aria-label={t('newHunt.readAs')}>
            <span className="muted small">{t('newHunt.readAs')}</span>
            <Chip isOn title={sentence} onClick={() => {}}>
              {name(draft.source, draft.query, facts?.resolved?.sentence)}
            </Chip>
            {others.map(({ source, query, why }) => (
              <Chip
                key={`${source}-${JSON.stringify(query)}`}
                title={said(why)}
                onClick={() => onReading(source, query)}
              >
                {name(source, query, why)}
              </Chip>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

/** A reading in two or three words; its reason says the rest. */
function useReadingName(): (source: string, query: Record<string, unknown>, why: string | undefined) => string {
  const { t } = useText();
  return (source, query, why = '') => {
    if (source === 'page' || source === 'list') return t(`newHunt.reading.${source}`);
    if (source === 'feed') {
      const title = /\(“(.+)”\)/su.exec(why)?.[1];
      return title === undefined ? t('newHunt.reading.feed') : t('newHunt.reading.feedNamed', { name: title });
    }
    if (typeof query.collection === 'string') return t('newHunt.reading.collection', { name: query.collection });
    return t(source === 'shopify' || source === 'woocommerce' ? 'newHunt.reading.shop' : 'newHunt.reading.search');
  };
}
