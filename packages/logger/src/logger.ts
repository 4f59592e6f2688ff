import winston from 'winston';
import { serializeError } from './serialize-error.js';

export type LogFields = Record<string, unknown>;

/** What every part of the house logs through. Messages are constant, facts are fields. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds these fields to each of its lines. */
  child(fields: LogFields): Logger;
}

export interface LoggerOptions {
  /** Written to each line as `service`. */
  service: string;
  /** Least severe level that is written: `debug`, `info`, `warn` or `error`. @default 'info' */
  level?: string;
  /** Where lines go, one JSON object each. @default process.stdout */
  stream?: NodeJS.WritableStream;
}

/** A winston logger writing `{"time","level","service","msg",...fields}`; Error values in fields are written out in full. */
export function createLogger({ service, level = 'info', stream = process.stdout }: LoggerOptions): Logger {
  const logger = winston.createLogger({
    level,
    format: winston.format.printf(({ level: severity, message, ...fields }) =>
      JSON.stringify(
        { time: new Date().toISOString(), level: severity, service, msg: message, ...fields },
        replaceValue,
      ),
    ),
    transports: [new winston.transports.Stream({ stream })],
  });
  return wrap(logger, {});
}

function wrap(logger: winston.Logger, bound: LogFields): Logger {
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}): void => {
      // winston formats and drops what is below the level; asking first makes a silent line nearly free.
      if (!logger.isLevelEnabled(level)) return;
      // One object, so that winston neither formats with splat nor appends a field's `message` to ours.
      logger.log({ ...bound, ...fields, level, message });
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => wrap(logger, { ...bound, ...fields }),
  };
}

function replaceValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Error ? serializeError(value) : value;
}
