import { ProblemNote } from '../../../components/problem-note.js';
import { useText } from '../../../lib/i18n/index.js';
import { isBrokenOff } from '../../../lib/passkeys.js';

/** Who breaks off at their authenticator is told that, and no fault. */
export function SignInProblem({ error }: { error: unknown }) {
  const { t } = useText();
  return isBrokenOff(error) ? <p role="alert">{t('passkeys.stopped')}</p> : <ProblemNote error={error} />;
}
