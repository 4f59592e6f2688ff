import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { PasswordField } from '../../../components/password-field.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { LANGUAGES } from '../../../lib/i18n/languages.js';
import { showDone, showError } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import { MIN_PASSWORD } from '../../../lib/password-strength.js';
import { useMe, useSession } from '../../../lib/session.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { AccountSection } from './account-section.js';
import { PasskeysSection, usePasskeyList } from './passkeys-section.js';
import { SecondFactorSection, useSecondFactor } from './second-factor-section.js';
import { SessionsSection, useSessions } from './sessions-section.js';
import classes from './settings-frame.module.css';
import { useSignOut } from './settings-index.js';

const QUOTAS = ['hunts', 'channels', 'looksPerHour'] as const;

/** Me: how the page speaks and looks, the password, where I am signed in, and the way out with all that is mine. */
export default function MePage() {
  const { t } = useText();
  const can = useCan();
  const me = useMe();
  const client = useQueryClient();
  const isPhone = useIsPhone();
  const signOut = useSignOut();
  const change = useMutation({
    mutationFn: (values: Record<string, unknown>) => request('PATCH', '/api/me', values),
    onSuccess: () => showDone(t('saved')),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
  const [isLeaving, setLeaving] = useState(false);
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

  return (
    <>
      <PageHead title={t('settings.me')}>
        <span className="grow" />
        {!isPhone && (
          <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('me.signOut')}
          </Button>
        )}
      </PageHead>
      {can('PATCH /api/me') && (
        <section className={`card stack ${classes.section}`}>
          <p>
            <span className="section">{me.displayName ?? me.name}</span>{' '}
            <span className="muted">{t(`role.${me.role}`)}</span>
          </p>
          <Select
            className={classes.narrow}
            label={t('me.language')}
            data={[
              { value: '', label: t('me.browserLanguage') },
              ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
            ]}
            value={me.language ?? ''}
            allowDeselect={false}
            onChange={(language) => change.mutate({ language: language || null })}
          />
          <Select
            className={classes.narrow}
            label={t('me.theme')}
            data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`me.themes.${value}`) }))}
            value={me.theme ?? 'system'}
            allowDeselect={false}
            onChange={(theme) => change.mutate({ theme })}
          />
          <Select
            className={classes.narrow}
            label={t('me.timeZone')}
            data={zones.includes(me.timeZone ?? own) ? zones : [me.timeZone ?? own, ...zones]}
            value={me.timeZone ?? own}
            searchable
            limit={60}
            allowDeselect={false}
            onChange={(timeZone) => change.mutate({ timeZone })}
          />
        </section>
      )}
      {can('PATCH /api/me') && <AccountSection />}
      {can('POST /api/me/password') && <PasswordSection />}
      <OwnLists onLeave={() => setLeaving(true)} />
      {isLeaving && <LeaveDialog onClose={() => setLeaving(false)} />}
    </>
  );
}

/** What has lists in it that come later, and all below: drawn when all of them are known, so that nothing moves under the finger. */
function OwnLists({ onLeave }: { onLeave: () => void }) {
  const { t } = useText();
  const can = useCan();
  const { quotas, used } = useSession() ?? {};
  const passkeys = usePasskeyList(can('POST /api/passkeys/options'));
  const secondFactor = useSecondFactor(can('GET /api/me/second-factor'));
  const sessions = useSessions(can('GET /api/me/sessions'));
  if (passkeys.isLoading || secondFactor.isLoading || sessions.isLoading) {
    return <SkeletonRows height={120} count={3} label={t('loading')} />;
  }
  return (
    <>
      {can('POST /api/passkeys/options') && <PasskeysSection />}
      {can('GET /api/me/second-factor') && <SecondFactorSection />}
      {can('GET /api/me/sessions') && <SessionsSection />}
      {quotas && QUOTAS.some((name) => quotas[name] != null) && (
        <section className={`card ${classes.section}`}>
          <h2 className="section">{t('me.quotas')}</h2>
          {QUOTAS.map((name) =>
            quotas[name] == null ? null : (
              <div key={name} className={classes.line}>
                <span>{t(`me.quota.${name}`)}</span>
                <span className="num">{t('me.usedOf', { used: used?.[name] ?? 0, of: quotas[name] })}</span>
              </div>
            ),
          )}
        </section>
      )}
      {(can('GET /api/me/export') || can('DELETE /api/me')) && (
        <section className={`card ${classes.section}`}>
          <h2 className="section">{t('me.mine')}</h2>
          <p className="muted">{t('me.mineText')}</p>
          <div className="row wrap" style={{ marginTop: 12 }}>
            {can('GET /api/me/export') && (
              <Button component="a" href="/api/me/export" download variant="default">
                {t('me.export')}
              </Button>
            )}
            {can('DELETE /api/me') && (
              <Button variant="subtle" color="red" onClick={onLeave}>
                {t('me.delete')}
              </Button>
            )}
          </div>
        </section>
      )}
    </>
  );
}

function PasswordSection() {
  const { t } = useText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => request('POST', '/api/me/password', { ...(current === '' ? {} : { current }), next }),
    onSuccess() {
      setCurrent('');
      setNext('');
      showDone(t('me.passwordChanged'));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('me.password')}</h2>
      <form className={`stack ${classes.narrow}`} onSubmit={submit}>
        {change.error && <ProblemNote error={change.error} />}
        <PasswordField
          label={t('me.currentPassword')}
          description={t('me.currentPasswordHint')}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          label={t('me.newPassword')}
          description={t('session.strength.0')}
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        <Button type="submit" disabled={next.length < MIN_PASSWORD} loading={change.isPending}>
          {t('me.changePassword')}
        </Button>
      </form>
    </section>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const me = useMe();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [hunts, setHunts] = useState<'pass' | 'end'>('pass');
  const [typed, setTyped] = useState('');
  const leave = useMutation({
    mutationFn: () => request('DELETE', '/api/me', { ...(password === '' ? {} : { password }), hunts }),
    onSuccess: () => client.resetQueries(),
  });
  return (
    <Modal opened onClose={onClose} title={t('me.delete')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <p>{t('me.deleteText')}</p>
        {leave.error && <ProblemNote error={leave.error} />}
        <Select
          label={t('me.sharedHunts')}
          data={[
            { value: 'pass', label: t('me.huntsPass') },
            { value: 'end', label: t('me.huntsEnd') },
          ]}
          value={hunts}
          allowDeselect={false}
          onChange={(value) => setHunts(value as 'pass' | 'end')}
        />
        <PasswordField
          label={t('session.password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <TextInput
          label={t('me.typeName', { name: me.name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button color="red" disabled={typed !== me.name} loading={leave.isPending} onClick={() => leave.mutate()}>
          {typed === me.name ? t('me.deleteNow') : t('me.typeNameFirst')}
        </Button>
      </div>
    </Modal>
  );
}
