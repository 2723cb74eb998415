import { z } from 'zod';
import type { Setting } from './config.js';

export interface SettingOptions<Value> {
  readonly env: string;
  readonly meaning: string;
  /** Left out: required. */
  readonly fallback?: Value;
}

interface RangeOptions extends SettingOptions<number> {
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
}

const make = <Value>(
  { env, meaning, ...rest }: SettingOptions<Value>,
  kind: {
    readonly expected: string;
    readonly schema: z.ZodType<Value, string>;
    readonly unit?: string;
    readonly secret?: boolean;
  },
): Setting<Value> => ({
  env,
  meaning,
  ...('fallback' in rest && rest.fallback !== undefined ? { fallback: rest.fallback } : {}),
  expected: kind.expected,
  schema: kind.schema,
  unit: kind.unit ?? null,
  secret: kind.secret ?? false,
});

const whole = (min: number, max: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^-?[0-9]{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

export const textSetting = (options: SettingOptions<string>): Setting<string> =>
  make(options, { expected: 'a text', schema: z.string().min(1) });

/** A text that is never shown. */
export const secretSetting = (options: SettingOptions<string>): Setting<string> =>
  make(options, { expected: 'a secret text', schema: z.string().min(1), secret: true });

/** 0 lets the system choose. */
export const portSetting = (options: SettingOptions<number>): Setting<number> =>
  make(options, { expected: 'a port number', schema: whole(0, 65_535) });

export const numberSetting = ({ unit, min = 0, max = Number.MAX_SAFE_INTEGER, ...options }: RangeOptions): Setting<number> =>
  make(options, {
    expected:
      max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min} (${unit})` : `a whole number from ${min} to ${max} (${unit})`,
    schema: whole(min, max),
    unit,
  });

export const flagSetting = (options: SettingOptions<boolean>): Setting<boolean> =>
  make(options, {
    expected: 'true or false',
    schema: z.enum(['true', 'false']).transform((value) => value === 'true') as z.ZodType<boolean, string>,
  });

export const choiceSetting = <Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  options: SettingOptions<Choice>,
): Setting<Choice> =>
  make(options, {
    expected: `one of ${choices.join(', ')}`,
    schema: z.string().pipe(z.enum(choices) as unknown as z.ZodType<Choice, string>),
  });

const webUrl = z.url({ protocol: /^https?$/ });

export const urlSetting = (options: SettingOptions<string>): Setting<string> =>
  make(options, { expected: 'a URL (http or https)', schema: webUrl });

const list = (member: z.ZodType<string, string>): z.ZodType<readonly string[], string> =>
  z
    .string()
    .transform((value): readonly string[] => value.split(',').map((each) => each.trim()))
    .pipe(z.array(member).readonly());

/** One or more, comma-separated. */
export const urlsSetting = (options: SettingOptions<readonly string[]>): Setting<readonly string[]> =>
  make(options, { expected: 'URLs (http or https), separated by commas', schema: list(webUrl) });

/** Any texts, comma-separated. */
export const textsSetting = (options: SettingOptions<readonly string[]>): Setting<readonly string[]> =>
  make(options, { expected: 'texts, separated by commas', schema: list(z.string().min(1)) });

const isAddress = (text: string): boolean => {
  const [, port] = /^[\w.-]+:(\d{1,5})$/.exec(text) ?? [];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
};

/** One or more `host:port`, comma-separated. No IPv6 literals: kafkajs takes what stands before the first colon for the host. */
export const addressesSetting = (options: SettingOptions<readonly string[]>): Setting<readonly string[]> =>
  make(options, { expected: 'host:port, separated by commas', schema: list(z.string().refine(isAddress)) });

/** A secret of exactly so many bytes, as base64url. */
export const keySetting = ({ bytes, ...options }: SettingOptions<Buffer> & { readonly bytes: number }): Setting<Buffer> =>
  make(options, {
    expected: `${bytes} bytes as base64url`,
    schema: z
      .string()
      .transform((value) => Buffer.from(value, 'base64url'))
      .refine((value) => value.length === bytes) as unknown as z.ZodType<Buffer, string>,
    secret: true,
  });

/** The same setting, null where it is left out. */
export const optional = <Value>(setting: Setting<Value>): Setting<Value | null> => ({
  ...setting,
  fallback: null,
  schema: setting.schema as z.ZodType<Value | null, string>,
});
