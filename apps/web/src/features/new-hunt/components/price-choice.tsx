import type { Draft } from '@goodshunter/contracts/api';
import { Radio } from '@mantine/core';
import { Price } from '../../../components/price.js';
import { Tag } from '../../../components/tag.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { PlaceWords } from './place-words.js';
import classes from './price-choice.module.css';

interface PriceChoiceProps {
  /** The likeliest first. */
  candidates: Draft['candidates'];
  /** The place that is chosen. */
  value: string;
  onChange: (place: string) => void;
}

/** Several prices on one page: which one is meant, each with the words around it and its place. */
export function PriceChoice({ candidates, value, onChange }: PriceChoiceProps) {
  const { t, locale } = useText();
  return (
    <Radio.Group
      className={classes.choice}
      label={t('newHunt.prices', { all: formatCount(candidates.length, locale) })}
      description={t('newHunt.pricesHint')}
      classNames={{ label: 'section', description: classes.hint }}
      value={value}
      onChange={onChange}
    >
      {candidates.map(({ amount, currency, words, place }, index) => (
        <Radio.Card key={place} value={place} className={`card ${classes.price}`}>
          <Radio.Indicator />
          <span className="grow">
            <span className={classes.line}>
              <Price price={amount} currency={currency} size="item" />
              {index === 0 && <Tag>{t('newHunt.likely')}</Tag>}
            </span>
            <PlaceWords words={words} place={place} />
          </span>
        </Radio.Card>
      ))}
    </Radio.Group>
  );
}
