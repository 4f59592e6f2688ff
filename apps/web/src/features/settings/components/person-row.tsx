import { ActionIcon, Menu, Select } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone, showError } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import { useMe } from '../../../lib/session.js';
import { CopyLine } from './copy-line.js';
import classes from './settings-frame.module.css';

export type Role = 'admin' | 'member' | 'guest';
export interface Person {
  id: number;
  name: string;
  role: Role;
  isDisabled?: boolean;
  hasSecondFactor?: boolean;
  hunts?: number;
}

interface PersonRowProps {
  person: Person;
  roles: ReadonlyArray<{ value: Role; label: string }>;
}

/** Somebody who has an account, and what an admin does about it. */
export function PersonRow({ person, roles }: PersonRowProps) {
  const { t } = useText();
  const can = useCan();
  const me = useMe();
  const client = useQueryClient();
  const { id, name, role, isDisabled = false, hasSecondFactor = false } = person;
  const settled = { onError: showError, onSettled: () => client.invalidateQueries({ queryKey: ['people'] }) };
  const change = useMutation({
    mutationFn: (values: { role?: Role; isDisabled?: boolean }) => request('PATCH', `/api/people/${id}`, values),
    ...settled,
  });
  const link = useMutation({
    mutationFn: () => request<{ url: string }>('POST', `/api/people/${id}/password-link`),
    ...settled,
  });
  const reset = useMutation({
    mutationFn: () => request('DELETE', `/api/people/${id}/second-factor`),
    onSuccess: () => showDone(t('people.secondFactorIsOff', { name })),
    ...settled,
  });
  return (
    <div className={classes.person}>
      <div className={classes.line}>
        <span className="grow">
          <span className="strong">{name}</span>{' '}
          {id === me.id && <span className="muted small">{t('people.you')}</span>}
          {isDisabled && <span className="muted small"> {t('people.isDisabled')}</span>}
        </span>
        {id === me.id ? (
          <span className="muted">{t(`role.${role}`)}</span>
        ) : (
          <Select
            aria-label={t('people.roleOf', { name })}
            w={130}
            data={[...roles]}
            value={role}
            allowDeselect={false}
            onChange={(next) => next && change.mutate({ role: next as Role })}
          />
        )}
        {id !== me.id && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('people.menuOf', { name })}>
                <IconDots size={18} stroke={1.75} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => link.mutate()}>{t('people.passwordLink')}</Menu.Item>
              {hasSecondFactor && can('DELETE /api/people/{id}/second-factor') && (
                <Menu.Item onClick={() => reset.mutate()}>{t('people.resetSecondFactor')}</Menu.Item>
              )}
              <Menu.Item onClick={() => change.mutate({ isDisabled: !isDisabled })}>
                {t(isDisabled ? 'people.enable' : 'people.disable')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {link.data && <CopyLine label={t('people.passwordLinkFor', { name })} value={link.data.url} />}
    </div>
  );
}
