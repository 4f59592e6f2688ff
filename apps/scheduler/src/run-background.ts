import { isTemporary } from '@goodshunter/db';
import { runCaretaker } from './caretaker.js';
import type { Parts } from './create-parts.js';
import { runHistorian } from './historian.js';
import { runLoop } from './loop.js';
import type { RunningMode } from './modes/mode.js';
import { beatReplica } from './store/housekeeping/replica-row.js';

const BEAT_MS = 2000;
const SILENT_REPLICA_MS = 60_000;
const SAMPLE_MS = 5000;

/** What goes on beside the runs: this replica says that it lives, figures are read and logged, old rows go. Resolves when `stop` aborts. */
export async function runBackground(parts: Parts, mode: RunningMode, stop: AbortSignal): Promise<void> {
  const { db, metrics, log, worker, board, options } = parts;
  const onError = (error: unknown) => {
    if (!isTemporary(error)) log.error('background work failed', { error });
  };
  const loop = (turn: () => Promise<void>, everyMs: number) => runLoop(turn, { everyMs, stop, onError });

  async function beat(): Promise<void> {
    const { word } = board;
    if (word === undefined) return;
    const { mode: name, forMs, reason, code } = word;
    const state = { name: worker, mode: name, modeForMs: forMs, modeReason: reason, modeCode: code };
    await beatReplica(db.sql, state, SILENT_REPLICA_MS);
  }

  async function logStatistics(): Promise<void> {
    const { stream = null, group = null } = options.queue ?? {};
    log.info('queue statistics', { stream, group, ...(await mode.sample()), mode: board.word?.mode });
  }

  await Promise.all([
    loop(beat, BEAT_MS),
    loop(async () => void (await mode.sample()), SAMPLE_MS),
    loop(logStatistics, options.statisticsIntervalMs),
    runHistorian({ db, log, owner: worker, retention: options.history, onError, stop }),
    runCaretaker({ db, metrics, log, owner: worker, retentionMs: options.retentionMs, onError, stop }),
  ]);
}
