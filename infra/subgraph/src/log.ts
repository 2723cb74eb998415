/** What this package needs of a logger; `createLogger` of @daqidi/runtime fits. */
export interface ErrorLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
