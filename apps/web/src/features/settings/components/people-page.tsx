import { Button, Group, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { request } from '../../../lib/api-client.js';
import { formatClock } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useList } from '../api/use-list.js';
import { CopyLine } from './copy-line.js';
import { type Person, PersonRow, type Role } from './person-row.js';
import classes from './settings-frame.module.css';

interface Invite {
  id: number;
  role: Role;
  usesLeft?: number | null;
  expiresAt: string;
}
interface NewInvite {
  code?: string;
  url?: string;
  token?: string;
}

/** Who may come in, and as what. */
export default function PeoplePage() {
  const { t, locale } = useText();
  const client = useQueryClient();
  const people = useList<Person>(['people'], '/api/people');
  const invites = useList<Invite>(['invites'], '/api/invites');
  const [role, setRole] = useState<Role>('member');
  const settled = {
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['people'] }),
        client.invalidateQueries({ queryKey: ['invites'] }),
      ]),
  };
  const invite = useMutation({ mutationFn: () => request<NewInvite>('POST', '/api/invites', { role }), ...settled });
  const withdraw = useMutation({
    mutationFn: (id: number) => request('DELETE', `/api/invites/${id}`),
    onError: showError,
    ...settled,
  });
  const roles = (['admin', 'member', 'guest'] as const).map((value) => ({ value, label: t(`role.${value}`) }));
  const made = invite.data;
  const link = made ? (made.url ?? `${location.origin}/invite/${made.code ?? made.token ?? ''}`) : '';
  if (people.error && !people.data) return <ProblemNote error={people.error} />;
  // Drawn at once, the form would move away under the finger as the people above it come.
  if (people.isPending)
    return (
      <>
        <PageHead title={t('settings.people')} />
        <SkeletonRows height={60} count={4} label={t('loading')} />
      </>
    );
  return (
    <>
      <PageHead title={t('settings.people')} />
      <section className={`card ${classes.section} ${classes.lines}`}>
        {(people.data ?? []).map((person) => (
          <PersonRow key={person.id} person={person} roles={roles} />
        ))}
      </section>
      <section className={`card stack ${classes.section}`}>
        <h2 className="section">{t('people.invite')}</h2>
        <p className="muted">{t('people.inviteText')}</p>
        {invite.error && <ProblemNote error={invite.error} />}
        <Group align="flex-end">
          <Select
            label={t('people.role')}
            description={t(`people.roleText.${role}`)}
            data={roles}
            value={role}
            allowDeselect={false}
            onChange={(next) => next && setRole(next as Role)}
          />
          <Button loading={invite.isPending} onClick={() => invite.mutate()}>
            {t('people.makeInvite')}
          </Button>
        </Group>
        {made && <CopyLine label={t('people.link')} value={link} />}
        {(invites.data ?? []).map((one) => (
          <div key={one.id} className={classes.line}>
            <span>
              {t(`role.${one.role}`)}{' '}
              <span className="muted small">{t('people.until', { time: formatClock(one.expiresAt, locale) })}</span>
            </span>
            <Button variant="subtle" color="gray" onClick={() => withdraw.mutate(one.id)}>
              {t('people.withdraw')}
            </Button>
          </div>
        ))}
      </section>
    </>
  );
}
