import type { ImportResult } from '@goodshunter/contracts/api';
import { Button, FileButton, Textarea } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { StatusDot } from '../../../components/status-dot.js';
import { request } from '../../../lib/api-client.js';
import { sayProblem } from '../../../lib/api-problem.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';
import { type ImportLine, readImport } from '../api/read-import.js';
import classes from './settings-frame.module.css';

/** Lines sent at once: well below the largest body that the api takes. */
const CHUNK = 100;

type LineResult = ImportResult['lines'][number];
interface Outcome {
  line: ImportLine;
  result: LineResult | undefined;
}

/** Everything leaves as easily as it came; a dry run says what will happen to each line. */
export default function InAndOutPage() {
  const { t } = useText();
  const can = useCan();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [broken, setBroken] = useState(false);
  const run = useMutation({
    async mutationFn({ lines, dryRun }: { lines: ImportLine[]; dryRun: boolean }) {
      const outcomes: Outcome[] = [];
      for (let at = 0; at < lines.length; at += CHUNK) {
        const chunk = lines.slice(at, at + CHUNK);
        const answer = await request<ImportResult>('POST', '/api/import', { lines: chunk, dryRun });
        for (const [index, line] of chunk.entries()) outcomes.push({ line, result: answer.lines[index] });
      }
      return { outcomes, dryRun };
    },
    onSuccess: ({ dryRun }) => (dryRun ? undefined : client.invalidateQueries({ queryKey: ['hunts'] })),
  });

  function start(content: string, dryRun: boolean): void {
    try {
      setBroken(false);
      run.mutate({ lines: readImport(content).lines, dryRun });
    } catch {
      setBroken(true);
    }
  }
  const outcomes = run.data?.outcomes ?? [];
  const fine = outcomes.filter(({ result }) => result?.ok).length;

  return (
    <>
      <PageHead title={t('settings.inAndOut')} />
      <section className={`card ${classes.section}`}>
        <h2 className="section">{t('out_.title')}</h2>
        <p className="muted">{t('out_.text')}</p>
        <Button component="a" href="/api/export" download="goodshunter.json" variant="default" mt="sm">
          {t('out_.export')}
        </Button>
      </section>
      {can('POST /api/import') && (
        <section className={`card stack ${classes.section}`}>
          <h2 className="section">{t('in_.title')}</h2>
          <p className="muted">{t('in_.text')}</p>
          <Textarea
            label={t('in_.lines')}
            minRows={4}
            maxRows={12}
            autosize
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className="row wrap">
            <FileButton
              accept=".json,.csv,.opml,.xml,.txt"
              onChange={(file) => {
                if (!file) return;
                void file.text().then((content) => {
                  setText(content);
                  start(content, true);
                });
              }}
            >
              {(props) => (
                <Button {...props} variant="default">
                  {t('in_.file')}
                </Button>
              )}
            </FileButton>
            <Button
              variant="default"
              disabled={text.trim() === ''}
              loading={run.isPending}
              onClick={() => start(text, true)}
            >
              {text.trim() === '' ? t('in_.linesFirst') : t('in_.dryRun')}
            </Button>
            {run.data?.dryRun && fine > 0 && (
              <Button onClick={() => start(text, false)}>{t('in_.import', { count: fine })}</Button>
            )}
          </div>
          {broken && <p role="alert">{t('in_.broken')}</p>}
          {run.error && <ProblemNote error={run.error} />}
          {run.data && (
            <div role="status">
              <p className="strong">
                {t(run.data.dryRun ? 'in_.would' : 'in_.did', { count: fine, all: outcomes.length })}
              </p>
              <ul>
                {outcomes.slice(0, 500).map(({ line, result }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal
                  <li key={index} className={classes.outcome}>
                    <StatusDot tone={result?.ok ? 'well' : 'trouble'} />
                    <span className="clip">{line.name ?? line.url ?? t('in_.line', { n: index + 1 })}</span>
                    <span className="muted small">{result && sayLine(result, t)}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </section>
      )}
      <Bookmarklet />
    </>
  );
}

function sayLine({ action, name = '', sentence, problem }: LineResult, t: TFunction): string {
  return action === 'refused' ? sayProblem(sentence, problem ?? {}, t) : t(`importLine.${action}`, { name });
}

/** A bookmark that opens "new hunt" with the address of the page one is on. It asks nobody but this GoodsHunter. */
function Bookmarklet() {
  const { t } = useText();
  // React refuses javascript: addresses, rightly; this one is made here, of nothing but our own origin.
  const address = `javascript:location.href=${JSON.stringify(`${location.origin}/hunts/new?url=`)}+encodeURIComponent(location.href)`;
  return (
    <section className={`card ${classes.section} desk`}>
      <h2 className="section">{t('bookmarklet.title')}</h2>
      <p className="muted">{t('bookmarklet.text')}</p>
      <Button
        component="a"
        href="/hunts/new"
        ref={(link: HTMLAnchorElement | null) => link?.setAttribute('href', address)}
        variant="default"
        mt="sm"
        draggable
        leftSection={<IconBookmark size={18} stroke={1.75} aria-hidden />}
      >
        {t('bookmarklet.name')}
      </Button>
    </section>
  );
}
