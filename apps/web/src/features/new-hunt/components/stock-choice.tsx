import type { Draft } from '@goodshunter/contracts/api';
import { Radio } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';
import { PlaceWords } from './place-words.js';
import classes from './price-choice.module.css';

interface StockChoiceProps {
  candidates: Draft['stockCandidates'];
  /** The place that is chosen; undefined: what the page says as a whole. */
  value: string | undefined;
  onChange: (place: string | undefined) => void;
}

/** Places of one page that say different things of the stock: which one is meant, or all of them weighed. */
export function StockChoice({ candidates, value, onChange }: StockChoiceProps) {
  const { t } = useText();
  return (
    <Radio.Group
      className={classes.choice}
      label={t('newHunt.stocks')}
      description={t('newHunt.pricesHint')}
      classNames={{ label: 'section', description: classes.hint }}
      value={value ?? ''}
      onChange={(place) => onChange(place === '' ? undefined : place)}
    >
      <Radio.Card value="" className={`card ${classes.price}`}>
        <Radio.Indicator />
        <span className="grow">{t('newHunt.stockWhole')}</span>
      </Radio.Card>
      {candidates.map(({ availability, words, place }) => (
        <Radio.Card key={place} value={place} className={`card ${classes.price}`}>
          <Radio.Indicator />
          <span className="grow">
            <span className={`strong ${classes.words}`}>{t(`availability.${availability}`)}</span>
            <PlaceWords words={words} place={place} />
          </span>
        </Radio.Card>
      ))}
    </Radio.Group>
  );
}
