import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { redact } from './redact.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export type LogFields = Readonly<Record<string, unknown>>;

export interface LogMethod {
  (message: string): void;
  /** Put an error under `err`. */
  (fields: LogFields, message: string): void;
}

export interface Logger {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
  readonly fatal: LogMethod;
  /** A logger whose every line carries these fields, `correlationId` above all. */
  child(fields: LogFields): Logger;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Takes finished lines; standard output unless given. */
  readonly destination?: { write(line: string): void };
}

const wrap = (base: PinoLogger): Logger => ({
  debug: base.debug.bind(base),
  info: base.info.bind(base),
  warn: base.warn.bind(base),
  error: base.error.bind(base),
  fatal: base.fatal.bind(base),
  // pino formats the fields of lines, not those of children.
  child: (fields) => wrap(base.child(redact(fields))),
});

/** JSON lines with ISO time (UTC) and the level's name; sensitive members are hidden at any depth. */
export const createLogger = ({ level, destination }: LoggerOptions): Logger => {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    // pino's own serializer of `err` would run after ours and find no Error any more.
    serializers: { err: (value: unknown) => value },
    formatters: { level: (label: string) => ({ level: label }), log: redact },
  };
  return wrap(destination === undefined ? pino(options) : pino(options, destination as DestinationStream));
};

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
  child: () => silentLogger,
};
