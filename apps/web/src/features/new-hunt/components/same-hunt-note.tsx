import type { Page } from '@goodshunter/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { findSameHunt } from '../api/find-same-hunt.js';
import classes from './new-hunt-page.module.css';

/** Says so where somebody hunts already what the draft looks at, with the way there. */
export function SameHuntNote({ draft }: { draft: Hunt }) {
  const { t } = useText();
  const hunts = useQuery({
    queryKey: ['hunts', 'names'],
    queryFn: ({ signal }) => get<Page<Hunt>>('/api/tasks?limit=200', signal),
    staleTime: 60_000,
  });
  const same = findSameHunt(draft, hunts.data?.data ?? []);
  if (!same) return null;
  return (
    <p className={`small ${classes.same}`} role="status">
      {t('newHunt.isHunted')}{' '}
      <Link to="/hunts/$id" params={{ id: String(same.id) }}>
        {same.name}
      </Link>
    </p>
  );
}
