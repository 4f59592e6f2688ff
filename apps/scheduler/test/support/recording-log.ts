import type { LogFields, Logger } from '@goodshunter/logger';

export interface RecordingLog extends Logger {
  readonly lines: ({ level: string; msg: string } & LogFields)[];
}

/** A logger that keeps its lines. */
export function recordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = [];
  const withFields = (bound: LogFields): Logger => {
    const write =
      (level: string) =>
      (msg: string, fields: LogFields = {}) => {
        lines.push({ ...bound, ...fields, level, msg });
      };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) => withFields({ ...bound, ...fields }),
    };
  };
  return { ...withFields({}), lines };
}
