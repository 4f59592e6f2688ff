import { Radio } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../lib/api-client.js';
import type { PriceCandidate } from '../../../lib/api-types.js';
import { formatMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import classes from './new-hunt-page.module.css';

/** Several prices on one page: each with its place, the words around it and how sure it is; the likely one is chosen. */
export function Candidates({ draftId, candidates }: { draftId: number; candidates: readonly PriceCandidate[] }) {
  const { t, locale } = useText();
  const client = useQueryClient();
  const likely = candidates.reduce(
    (best, one, index) => (one.confidence > (candidates[best]?.confidence ?? 0) ? index : best),
    0,
  );
  const [chosen, setChosen] = useState(String(likely));
  const choose = useMutation({
    mutationFn: (index: number) => request('PATCH', `/api/tasks/${draftId}`, { pricePlace: candidates[index]?.place }),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: ['hunt', draftId] }),
  });
  return (
    <section className={`card ${classes.candidates}`}>
      <Radio.Group
        label={t('newHunt.prices')}
        description={t('newHunt.pricesHint')}
        value={chosen}
        onChange={(value) => {
          setChosen(value);
          choose.mutate(Number(value));
        }}
      >
        {candidates.map((candidate, index) => (
          <Radio
            key={candidate.place}
            mt={10}
            value={String(index)}
            label={
              <span>
                <span className="strong num">{formatMoney(candidate.amount, candidate.currency, locale)}</span>{' '}
                <span className="muted">{candidate.words}</span>
              </span>
            }
            description={t('newHunt.sure', { percent: Math.round(candidate.confidence * 100) })}
          />
        ))}
      </Radio.Group>
    </section>
  );
}
