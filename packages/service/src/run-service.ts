import { ConfigError } from '@goodshunter/config';
import { createLogger, type Logger } from '@goodshunter/logger';

export interface RunningService {
  log: Logger;
  /** How long `stop` may take, in ms; a little longer, and the process ends without it. */
  graceMs: number;
  /** Takes no more work, finishes or hands back what is in hand, and closes everything. Called once. */
  stop(): Promise<unknown>;
}

/** Beyond the grace period nothing is waited for any more. */
const EXIT_MARGIN_MS = 3000;

/**
 * Starts a program and ends it by SIGTERM or SIGINT: with 0 once `stop` is done, with 1 when it fails or outlasts its grace
 * period. What cannot start ends with 1 too: a wrong setting by plain words on standard error, anything else by a log line. What
 * is still starting when the signal comes is stopped as soon as it has, or ends with 1 after some seconds.
 * Further signals change nothing: terminals and process managers send them twice.
 * @param name of the service in its log lines, such as `api`
 */
export async function runService(name: string, start: () => Promise<RunningService>): Promise<void> {
  let stopping: NodeJS.Signals | undefined;
  let service: RunningService | undefined;

  async function end({ log, graceMs, stop }: RunningService, signal: NodeJS.Signals): Promise<void> {
    log.info(`${name} stopping`, { signal });
    setTimeout(() => {
      log.error(`${name} took too long to stop`, { graceMs });
      process.exit(1);
    }, graceMs + EXIT_MARGIN_MS).unref();
    try {
      await stop();
      log.info(`${name} stopped`);
      process.exit(0);
    } catch (error) {
      log.error(`${name} did not stop cleanly`, { error });
      process.exit(1);
    }
  }
  function onSignal(signal: NodeJS.Signals): void {
    if (stopping) return;
    stopping = signal;
    if (service) void end(service, signal);
    else setTimeout(() => service ?? process.exit(1), EXIT_MARGIN_MS).unref();
  }
  // Before the start: there is no moment in which a signal kills what has begun to work.
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  try {
    service = await start();
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else createLogger({ service: name }).error(`${name} could not start`, { error });
    process.exit(1);
  }
  if (stopping) await end(service, stopping);
}
