import type { Draft } from '@goodshunter/contracts/api';
import { Radio } from '@mantine/core';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import classes from './price-choice.module.css';

interface RegionChoiceProps {
  regions: Draft['regions'];
  isBusy: boolean;
  onChange: (region: Draft['regions'][number]['region']) => void;
}

/** Several lists on one page: which one is meant, each with what is in it. Another one is looked at as a draft of its own. */
export function RegionChoice({ regions, isBusy, onChange }: RegionChoiceProps) {
  const { t, locale } = useText();
  const chosen = regions.findIndex(({ isChosen }) => isChosen);
  return (
    <Radio.Group
      className={classes.choice}
      label={t('newHunt.regions', { all: formatCount(regions.length, locale) })}
      description={t('newHunt.regionsHint')}
      classNames={{ label: 'section', description: classes.hint }}
      value={String(chosen)}
      onChange={(index) => {
        const other = regions[Number(index)];
        if (other && !other.isChosen) onChange(other.region);
      }}
    >
      {regions.map(({ region, cards, priced, titles }, index) => (
        <Radio.Card
          key={`${region.holder} ${region.heading ?? ''} ${region.path} ${region.name}`}
          value={String(index)}
          disabled={isBusy}
          className={`card ${classes.price}`}
        >
          <Radio.Indicator />
          <span className="grow">
            <span className={`strong num ${classes.words}`}>
              {region.heading ? `${region.heading}: ` : ''}
              {t('newHunt.regionCards', { count: cards, all: formatCount(cards, locale) })}
              {priced > 0 &&
                `${t('join')}${t('newHunt.regionPriced', { count: priced, all: formatCount(priced, locale) })}`}
            </span>
            <span className={`muted small ${classes.words}`}>{titles.join(' · ')}</span>
          </span>
        </Radio.Card>
      ))}
    </Radio.Group>
  );
}
