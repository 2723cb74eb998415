import { readFileSync } from 'node:fs';
import type { z } from 'zod';

export interface Setting<Value> {
  /** `DAQIDI_…` (a few others, such as NODE_ENV, are allowed). */
  readonly env: string;
  /** What is expected, to be read after "expected": `a port number`. */
  readonly expected: string;
  readonly unit: string | null;
  readonly meaning: string;
  /** Left out: the setting is required. */
  readonly fallback?: Value;
  /** The value is never shown, not even in an error, and may come from the file that `<env>_FILE` names. */
  readonly secret: boolean;
  readonly schema: z.ZodType<Value, string>;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

export type ConfigValues<Shape extends Settings> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Setting<infer Value> ? Value : never;
};

/** Everything that is wrong with the environment, one line each. Meant to be printed as it is. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export interface Config<Shape extends Settings> {
  /** For the documentation and for `--help`. */
  readonly settings: Shape;
  /** Throws `ConfigError` with all problems at once; an empty variable counts as unset. */
  parse(environment: Environment): ConfigValues<Shape>;
}

const prefix = 'DAQIDI_';

type Environment = Readonly<Record<string, string | undefined>>;

export const fileVariable = ({ env }: { readonly env: string }): string => `${env}_FILE`;

/** What is given for a setting: by its variable, or, for a secret, by the file that another one names. */
const givenFor = (setting: Setting<unknown>, environment: Environment): { given: string | undefined } | { problem: string } => {
  const given = environment[setting.env];
  const file = setting.secret ? environment[fileVariable(setting)] : undefined;
  if (file === undefined || file === '') return { given };
  if (given !== undefined && given !== '')
    return { problem: `${setting.env} and ${fileVariable(setting)} are both given: keep one` };
  try {
    return { given: readFileSync(file, 'utf8').trim() };
  } catch (error) {
    return { problem: `${fileVariable(setting)}: the file cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
};

const read = (setting: Setting<unknown>, environment: Environment): { value: unknown } | { problem: string } => {
  const found = givenFor(setting, environment);
  if ('problem' in found) return found;
  const { given } = found;
  if (given === undefined || given === '') {
    return 'fallback' in setting
      ? { value: setting.fallback }
      : { problem: `${setting.env}: expected ${setting.expected}, got nothing` };
  }
  const result = setting.schema.safeParse(given);
  if (result.success) return { value: result.data };
  const shown = setting.secret ? 'something else (not shown)' : JSON.stringify(given);
  return { problem: `${setting.env}: expected ${setting.expected}, got ${shown}` };
};

/** A program's settings. Variables that start with `DAQIDI_` but are none of them are refused: they are typing errors. */
export const defineConfig = <Shape extends Settings>(settings: Shape): Config<Shape> => ({
  settings,
  parse: (environment) => {
    const problems: string[] = [];
    const values: Record<string, unknown> = {};
    for (const [name, setting] of Object.entries(settings)) {
      const answer = read(setting, environment);
      if ('problem' in answer) problems.push(answer.problem);
      else values[name] = answer.value;
    }
    const known = new Set(
      Object.values(settings).flatMap((setting) => (setting.secret ? [setting.env, fileVariable(setting)] : [setting.env])),
    );
    for (const variable of Object.keys(environment).sort()) {
      if (variable.startsWith(prefix) && !known.has(variable)) problems.push(`${variable}: there is no such setting`);
    }
    if (problems.length > 0) throw new ConfigError(problems);
    return values as ConfigValues<Shape>;
  },
});
