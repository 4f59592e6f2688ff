import type { ChannelSetup, ChannelTest } from '@goodshunter/contracts/api';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { SchemaField } from '../../../components/schema-field.js';
import { offerUndo } from '../../../components/undo.js';
import { request } from '../../../lib/api-client.js';
import { faultsOf } from '../../../lib/api-problem.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import { cleanConfig, initialConfig } from '../api/channel-config.js';
import type { ChannelEntry, ChannelKind } from '../api/channel-types.js';
import { useTellAll } from '../api/use-tell-all.js';
import { ChannelLending } from './channel-lending.js';
import { ChannelSetupSteps } from './channel-setup-steps.js';
import { ChannelSteps } from './channel-steps.js';
import { ChannelTestResult } from './channel-test-result.js';
import classes from './channels-page.module.css';
import { DeliveryLog } from './delivery-log.js';
import { NtfySteps } from './ntfy-steps.js';

type SavedChannel = ChannelEntry & { secret?: string };

interface ChannelFormProps {
  kind: ChannelKind;
  channel: ChannelEntry | undefined;
  /** Of a new channel: what a pasted address said. */
  pasted: Record<string, unknown>;
  onBack: (() => void) | undefined;
  onClose: () => void;
}

/** Connects a channel of one kind and tries it; or changes one. */
export function ChannelForm({ kind, channel, pasted, onBack, onClose }: ChannelFormProps) {
  const { t } = useText();
  const can = useCan();
  const client = useQueryClient();
  const tellAll = useTellAll();
  const [name, setName] = useState(channel?.name ?? kind.name);
  const [config, setConfig] = useState<Record<string, unknown>>(() => ({ ...initialConfig(kind, channel), ...pasted }));
  const [isForNew, setForNew] = useState(channel?.onForNewHunts ?? true);
  const [isForAll, setForAll] = useState(false);
  const [setup, setSetup] = useState<ChannelSetup>();
  const sent = cleanConfig(kind, config);
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['channels'] }) };
  const test = useMutation({
    mutationFn: () =>
      request<ChannelTest>('POST', '/api/channels/test', {
        kind: kind.kind,
        config: sent,
        ...(setup ? { setupId: setup.id } : {}),
      }),
  });
  const save = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), config: sent, onForNewHunts: isForNew };
      const saved = await (channel
        ? request<SavedChannel>('PATCH', `/api/channels/${channel.id}`, body)
        : request<SavedChannel>('POST', '/api/channels', {
            ...body,
            kind: kind.kind,
            ...(setup ? { setupId: setup.id } : {}),
          }));
      // The channel is kept whatever becomes of this: asked for once more, it would be made twice.
      if (isForAll) await tellAll(saved);
      return saved;
    },
    onSuccess(saved) {
      if (!saved?.secret) {
        if (!isForAll) showDone(t('saved'));
        onClose();
      }
    },
    ...settled,
  });
  const remove = useMutation({
    mutationFn: () => request('DELETE', `/api/channels/${channel?.id}`),
    onSuccess() {
      onClose();
      if (channel && kind.secretFields.length === 0) {
        offerUndo(
          t('channels.deleted', { name: channel.name }),
          () =>
            void request('POST', '/api/channels', {
              name: channel.name,
              kind: channel.kind,
              config: channel.config,
            }).then(() => client.invalidateQueries({ queryKey: ['channels'] })),
        );
      } else showDone(t('channels.deleted', { name: channel?.name ?? '' }));
    },
    ...settled,
  });
  const error = save.error ?? test.error ?? remove.error;
  const fields = faultsOf(error, t);
  const needsSetup = !channel && (kind.setup === 'code' || kind.setup === 'link') && setup?.state !== 'found';
  const missing = (kind.configSchema.required ?? []).find((field) => {
    const value = config[field];
    return (
      (value === undefined || value === '') &&
      !(channel && kind.secretFields.includes(field)) &&
      setup?.state !== 'found'
    );
  });

  const isRequired = (field: string) => kind.configSchema.required?.includes(field) ?? false;
  const keptSecret = (field: string) => {
    const last = channel && kind.secretFields.includes(field) ? String(channel.config[field] ?? '') : '';
    return last === '' ? undefined : t('channels.keptSecret', { last });
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }
  if (save.data?.secret && !channel) {
    return (
      <div className="stack">
        <p>{t('channels.secretOnce')}</p>
        <TextInput
          readOnly
          label={t('channels.secret')}
          value={save.data.secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={onClose}>{t('done')}</Button>
      </div>
    );
  }
  return (
    <form className={`stack ${classes.form}`} onSubmit={submit}>
      {!channel && (
        <ChannelSteps isConnected={missing === undefined && !needsSetup} isTested={test.data?.delivered === true} />
      )}
      {error && Object.keys(fields).length === 0 && <ProblemNote error={error} />}
      {kind.setup !== 'click' &&
        Object.entries(kind.configSchema.properties ?? {}).map(([field, schema]) => (
          <SchemaField
            key={field}
            label={`${labelOf(t, field)}${isRequired(field) ? '' : ` (${t('optional')})`}`}
            description={schema.description}
            schema={schema}
            isSecret={kind.secretFields.includes(field)}
            isRequired={isRequired(field)}
            value={config[field]}
            placeholder={keptSecret(field)}
            error={fields[`config.${field}`]}
            onChange={(value) => setConfig({ ...config, [field]: value })}
          />
        ))}
      {kind.kind === 'ntfy' && <NtfySteps config={{ ...kind.proposal, ...config }} />}
      {!channel && kind.setup !== 'paste' && (
        <ChannelSetupSteps
          kind={kind}
          config={sent}
          setup={setup}
          onSetup={setSetup}
          onConfig={(found) => setConfig({ ...config, ...found })}
        />
      )}
      {can('POST /api/channels/test') && (kind.setup === 'paste' || setup?.state === 'found') && (
        <div className="row">
          <Button
            variant="default"
            leftSection={<IconSend size={18} stroke={1.75} />}
            loading={test.isPending}
            disabled={missing !== undefined}
            onClick={() => test.mutate()}
          >
            {t('channels.sendTest')}
          </Button>
        </div>
      )}
      {test.data && <ChannelTestResult kind={kind} result={test.data} />}
      <TextInput
        label={t('channels.name')}
        value={name}
        maxLength={100}
        error={fields.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('channels.onForNew')}
        checked={isForNew}
        onChange={(event) => setForNew(event.currentTarget.checked)}
      />
      {can('POST /api/tasks/bulk') && (
        <Checkbox
          label={t('channels.forAll')}
          description={t('channels.forAllHint')}
          checked={isForAll}
          onChange={(event) => setForAll(event.currentTarget.checked)}
        />
      )}
      {channel && can('POST /api/channels/{id}/shares') && <ChannelLending channelId={channel.id} />}
      {channel && can('GET /api/channels/{id}/deliveries') && <DeliveryLog channelId={channel.id} />}
      <div className={`row between wrap ${classes.dialogFoot}`}>
        {onBack && (
          <Button variant="subtle" color="gray" onClick={onBack}>
            {t('back')}
          </Button>
        )}
        {!onBack && !channel && <span />}
        {channel && (
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('channels.delete')}
          </Button>
        )}
        <Button
          type="submit"
          loading={save.isPending}
          disabled={missing !== undefined || name.trim() === '' || needsSetup}
        >
          {missing === undefined
            ? t(channel ? 'save' : 'channels.keep')
            : t('channels.missing', { field: labelOf(t, missing) })}
        </Button>
      </div>
    </form>
  );
}

/** A field in words; one that the api knows and this page does not, by its name. */
function labelOf(t: ReturnType<typeof useText>['t'], field: string): string {
  return t(`channels.field.${field}` as 'channels.field.url', { defaultValue: field });
}
