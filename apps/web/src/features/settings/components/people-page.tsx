import { Button, CopyButton, Group, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { request } from '../../../lib/api-client.js';
import { formatClock } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useMe } from '../../../lib/session.js';
import { useList } from '../api/use-list.js';
import classes from './settings-frame.module.css';

type Role = 'admin' | 'member' | 'guest';
interface Person {
  id: number;
  name: string;
  role: Role;
  isDisabled?: boolean;
  hunts?: number;
}
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
  const me = useMe();
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
  const change = useMutation({
    mutationFn: ({ id, ...values }: { id: number; role?: Role; isDisabled?: boolean }) =>
      request('PATCH', `/api/people/${id}`, values),
    onError: showError,
    ...settled,
  });
  const roles = (['admin', 'member', 'guest'] as const).map((value) => ({ value, label: t(`role.${value}`) }));
  const made = invite.data;
  const link = made ? (made.url ?? `${location.origin}/invite/${made.code ?? made.token ?? ''}`) : '';
  if (people.error && !people.data) return <ProblemNote error={people.error} />;
  return (
    <>
      <PageHead title={t('settings.people')} />
      <section className={`card ${classes.section}`}>
        {(people.data ?? []).map((person) => (
          <div key={person.id} className={classes.line}>
            <span className="grow">
              <span className="strong">{person.name}</span>{' '}
              {person.id === me.id && <span className="muted small">{t('people.you')}</span>}
              {person.isDisabled && <span className="muted small"> {t('people.isDisabled')}</span>}
            </span>
            <Select
              aria-label={t('people.roleOf', { name: person.name })}
              w={130}
              data={roles}
              value={person.role}
              allowDeselect={false}
              disabled={person.id === me.id}
              onChange={(next) => next && change.mutate({ id: person.id, role: next as Role })}
            />
            {person.id !== me.id && (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => change.mutate({ id: person.id, isDisabled: !person.isDisabled })}
              >
                {t(person.isDisabled ? 'people.enable' : 'people.disable')}
              </Button>
            )}
          </div>
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
        {made && (
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              className="grow"
              readOnly
              label={t('people.link')}
              value={link}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={link}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? 'copied' : 'copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        )}
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
