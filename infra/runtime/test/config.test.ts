// All mistakes of an environment are told at once, one readable line each; secrets are never shown.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '@daqidi/testing';
import {
  addressesSetting,
  ConfigError,
  choiceSetting,
  defineConfig,
  flagSetting,
  keySetting,
  numberSetting,
  optional,
  portSetting,
  secretSetting,
  textSetting,
  urlSetting,
  urlsSetting,
} from '../src/index.js';

const config = defineConfig({
  port: portSetting({ env: 'DAQIDI_PORT', meaning: 'Where the gateway listens.', fallback: 4000 }),
  fuse: numberSetting({
    env: 'DAQIDI_FUSE',
    meaning: 'How long stopping may take.',
    unit: 'ms',
    min: 1,
    max: 60_000,
    fallback: 10_000,
  }),
  directory: textSetting({ env: 'DAQIDI_DATA', meaning: 'The data directory.' }),
  tracing: flagSetting({ env: 'DAQIDI_TRACING', meaning: 'Tracing on.', fallback: false }),
  bus: choiceSetting(['embedded', 'kafka'], { env: 'DAQIDI_BUS', meaning: 'Which bus.', fallback: 'embedded' }),
  issuer: urlSetting({ env: 'DAQIDI_ISSUER', meaning: 'Who issues tokens.', fallback: 'http://localhost' }),
  brokers: addressesSetting({ env: 'DAQIDI_BROKERS', meaning: 'Brokers.', fallback: [] }),
  key: secretSetting({ env: 'DAQIDI_KEY', meaning: 'Signs.', fallback: '' }),
});

const linesOf = (environment: Record<string, string>): readonly string[] => {
  try {
    config.parse(environment);
  } catch (error) {
    invariant(error instanceof ConfigError);
    expect(error.message).toBe(error.lines.join('\n'));
    return error.lines;
  }
  return [];
};

test('values are typed, fallbacks fill in, an empty variable is an unset one', () => {
  const values = config.parse({
    DAQIDI_DATA: '.data',
    DAQIDI_PORT: '0',
    DAQIDI_FUSE: '',
    DAQIDI_TRACING: 'true',
    DAQIDI_BUS: 'kafka',
    DAQIDI_BROKERS: 'a:1, b:2',
    PATH: '/bin',
  });
  expect(values).toStrictEqual({
    port: 0,
    fuse: 10_000,
    directory: '.data',
    tracing: true,
    bus: 'kafka',
    issuer: 'http://localhost',
    brokers: ['a:1', 'b:2'],
    key: '',
  });
});

test('everything wrong is told at once', () => {
  expect(
    linesOf({
      DAQIDI_PORT: 'abc',
      DAQIDI_FUSE: '0',
      DAQIDI_TRACING: 'yes',
      DAQIDI_BUS: 'nats',
      DAQIDI_ISSUER: 'ftp://x',
      DAQIDI_BROKERS: 'a:1,,b:2',
      DAQIDI_PROT: '1',
    }),
  ).toStrictEqual([
    'DAQIDI_PORT: expected a port number, got "abc"',
    'DAQIDI_FUSE: expected a whole number from 1 to 60000 (ms), got "0"',
    'DAQIDI_DATA: expected a text, got nothing',
    'DAQIDI_TRACING: expected true or false, got "yes"',
    'DAQIDI_BUS: expected one of embedded, kafka, got "nats"',
    'DAQIDI_ISSUER: expected a URL (http or https), got "ftp://x"',
    'DAQIDI_BROKERS: expected host:port, separated by commas, got "a:1,,b:2"',
    'DAQIDI_PROT: there is no such setting',
  ]);
});

test('port numbers end at 65535 and are whole', () => {
  for (const port of ['65536', '-1', '1.5', '1e3', ' 80', '0x10']) {
    expect(linesOf({ DAQIDI_DATA: 'd', DAQIDI_PORT: port })[0]).toBe(
      `DAQIDI_PORT: expected a port number, got ${JSON.stringify(port)}`,
    );
  }
  expect(config.parse({ DAQIDI_DATA: 'd', DAQIDI_PORT: '65535' }).port).toBe(65_535);
});

test('addresses have a host and a port that can be, URLs are of the web', () => {
  const { schema: addresses } = addressesSetting({ env: 'x', meaning: 'x' });
  for (const good of ['a:1', 'kafka-1.example.org:9092, kafka_2:65535', '127.0.0.1:9092'])
    expect(addresses.safeParse(good).success, good).toBe(true);
  for (const bad of [
    'nonsense',
    'a:',
    ':1',
    'a:0',
    'a:65536',
    'localhost:99999,foo:abc',
    'a:1,',
    'http://a:1',
    'a b:1',
    '[::1]:9092',
  ])
    expect(addresses.safeParse(bad).success, bad).toBe(false);
  const { schema: urls } = urlsSetting({ env: 'x', meaning: 'x' });
  expect(urls.parse('http://a:1, https://b')).toStrictEqual(['http://a:1', 'https://b']);
  for (const bad of ['foo', 'http://a,', 'ftp://a', 'http://a,b']) expect(urls.safeParse(bad).success, bad).toBe(false);
});

test('a secret is never shown', () => {
  const strict = defineConfig({
    key: {
      ...secretSetting({ env: 'DAQIDI_KEY', meaning: 'x' }),
      schema: portSetting({ env: 'x', meaning: 'x' }).schema as never,
    },
  });
  expect(() => strict.parse({ DAQIDI_KEY: 'hunter2' })).toThrow(
    expect.toSatisfy((error: Error) => error instanceof ConfigError && !error.message.includes('hunter2')),
  );
});

test('each setting carries what documentation needs', () => {
  for (const setting of Object.values(config.settings)) {
    expect(setting.env).toMatch(/^DAQIDI_[A-Z_]+$/);
    expect(setting.meaning.length).toBeGreaterThan(0);
    expect(setting.expected.length).toBeGreaterThan(0);
  }
  expect(config.settings.fuse.unit).toBe('ms');
  expect(config.settings.fuse.fallback).toBe(10_000);
});

test('a secret may come from a file; what may be left out is null; a key has its length', () => {
  const folder = mkdtempSync(join(tmpdir(), 'daqidi-config-'));
  const file = join(folder, 'secret');
  const own = defineConfig({
    password: optional(secretSetting({ env: 'DAQIDI_PASSWORD', meaning: 'Lets in.' })),
    master: keySetting({ env: 'DAQIDI_MASTER', meaning: 'Wraps.', bytes: 4 }),
    name: optional(textSetting({ env: 'DAQIDI_NAME', meaning: 'A name.' })),
  });
  const problems = (environment: Record<string, string>): string => {
    try {
      own.parse(environment);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  try {
    writeFileSync(file, 'AQIDBA\n');
    const { password, master, name } = own.parse({ DAQIDI_MASTER_FILE: file });
    expect([password, master, name]).toStrictEqual([null, Buffer.from([1, 2, 3, 4]), null]);
    expect(own.parse({ DAQIDI_MASTER: 'AQIDBA', DAQIDI_PASSWORD_FILE: file }).password).toBe('AQIDBA');
    expect(problems({ DAQIDI_MASTER: 'AQIDBA', DAQIDI_MASTER_FILE: file })).toMatch(/both given/);
    expect(problems({ DAQIDI_MASTER_FILE: join(folder, 'none') })).toMatch(/DAQIDI_MASTER_FILE: .*ENOENT/);
    expect(problems({ DAQIDI_MASTER: 'AQID' })).toBe(
      'DAQIDI_MASTER: expected 4 bytes as base64url, got something else (not shown)',
    );
    expect(problems({ DAQIDI_MASTER: 'AQIDBA', DAQIDI_NAME_FILE: file })).toMatch(/DAQIDI_NAME_FILE: there is no such setting/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
