/** What a command found, for people and for programs. */
export interface Report {
  readonly lines: readonly string[];
  readonly data: unknown;
  /** False: something needs the operator; the exit code is 1. */
  readonly well: boolean;
}

export const report = (data: unknown, lines: readonly string[], well = true): Report => ({ data, lines, well });
