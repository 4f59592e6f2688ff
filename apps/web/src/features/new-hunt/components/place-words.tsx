import { useText } from '../../../lib/i18n/index.js';
import { MARKUP_PLACE } from '../api/price-candidates.js';
import classes from './price-choice.module.css';

/** The words around something on a page, and the place where it stands there. */
export function PlaceWords({ words, place }: { words: string; place: string }) {
  const { t } = useText();
  return (
    <>
      {words !== '' && <span className={classes.words}>{words}</span>}
      <span className={`muted caption ${classes.words}`}>{place === MARKUP_PLACE ? t('newHunt.inMarkup') : place}</span>
    </>
  );
}
