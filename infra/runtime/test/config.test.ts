// All mistakes of an environment are told at once, one readable line each; secrets are never shown.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
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
    assert.ok(error instanceof ConfigError);
    assert.equal(error.message, error.lines.join('\n'));
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
  assert.deepEqual(values, {
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
  assert.deepEqual(
    linesOf({
      DAQIDI_PORT: 'abc',
      DAQIDI_FUSE: '0',
      DAQIDI_TRACING: 'yes',
      DAQIDI_BUS: 'nats',
      DAQIDI_ISSUER: 'ftp://x',
      DAQIDI_BROKERS: 'a:1,,b:2',
      DAQIDI_PROT: '1',
    }),
    [
      'DAQIDI_PORT: expected a port number, got "abc"',
      'DAQIDI_FUSE: expected a whole number from 1 to 60000 (ms), got "0"',
      'DAQIDI_DATA: expected a text, got nothing',
      'DAQIDI_TRACING: expected true or false, got "yes"',
      'DAQIDI_BUS: expected one of embedded, kafka, got "nats"',
      'DAQIDI_ISSUER: expected a URL (http or https), got "ftp://x"',
      'DAQIDI_BROKERS: expected host:port, separated by commas, got "a:1,,b:2"',
      'DAQIDI_PROT: there is no such setting',
    ],
  );
});

test('port numbers end at 65535 and are whole', () => {
  for (const port of ['65536', '-1', '1.5', '1e3', ' 80', '0x10']) {
    assert.equal(
      linesOf({ DAQIDI_DATA: 'd', DAQIDI_PORT: port })[0],
      `DAQIDI_PORT: expected a port number, got ${JSON.stringify(port)}`,
    );
  }
  assert.equal(config.parse({ DAQIDI_DATA: 'd', DAQIDI_PORT: '65535' }).port, 65_535);
});

test('addresses have a host and a port that can be, URLs are of the web', () => {
  const { schema: addresses } = addressesSetting({ env: 'x', meaning: 'x' });
  for (const good of ['a:1', 'kafka-1.example.org:9092, kafka_2:65535', '127.0.0.1:9092'])
    assert.equal(addresses.safeParse(good).success, true, good);
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
    assert.equal(addresses.safeParse(bad).success, false, bad);
  const { schema: urls } = urlsSetting({ env: 'x', meaning: 'x' });
  assert.deepEqual(urls.parse('http://a:1, https://b'), ['http://a:1', 'https://b']);
  for (const bad of ['foo', 'http://a,', 'ftp://a', 'http://a,b']) assert.equal(urls.safeParse(bad).success, false, bad);
});

test('a secret is never shown', () => {
  const strict = defineConfig({
    key: {
      ...secretSetting({ env: 'DAQIDI_KEY', meaning: 'x' }),
      schema: portSetting({ env: 'x', meaning: 'x' }).schema as never,
    },
  });
  assert.throws(
    () => strict.parse({ DAQIDI_KEY: 'hunter2' }),
    (error: Error) => error instanceof ConfigError && !error.message.includes('hunter2'),
  );
});

test('each setting carries what documentation needs', () => {
  for (const setting of Object.values(config.settings)) {
    assert.match(setting.env, /^DAQIDI_[A-Z_]+$/);
    assert.ok(setting.meaning.length > 0 && setting.expected.length > 0);
  }
  assert.equal(config.settings.fuse.unit, 'ms');
  assert.equal(config.settings.fuse.fallback, 10_000);
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
    assert.deepEqual([password, master, name], [null, Buffer.from([1, 2, 3, 4]), null]);
    assert.equal(own.parse({ DAQIDI_MASTER: 'AQIDBA', DAQIDI_PASSWORD_FILE: file }).password, 'AQIDBA');
    assert.match(problems({ DAQIDI_MASTER: 'AQIDBA', DAQIDI_MASTER_FILE: file }), /both given/);
    assert.match(problems({ DAQIDI_MASTER_FILE: join(folder, 'none') }), /DAQIDI_MASTER_FILE: .*ENOENT/);
    assert.equal(
      problems({ DAQIDI_MASTER: 'AQID' }),
      'DAQIDI_MASTER: expected 4 bytes as base64url, got something else (not shown)',
    );
    assert.match(problems({ DAQIDI_MASTER: 'AQIDBA', DAQIDI_NAME_FILE: file }), /DAQIDI_NAME_FILE: there is no such setting/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
