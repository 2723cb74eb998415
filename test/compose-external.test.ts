// Promise: docker-compose.yml with compose.external.yml over it, merged as the compose specification says, is the same platform without
// Kafka and MongoDB: nothing waits for their containers, services have a way out, and every setting with which a broker or a database
// of one's own is reached is handed over.
import { composeProcesses, variablesIn } from '@daqidi/local';
import { stringify } from 'yaml';
import { composeProblems } from './support/compose-schema.js';
import { opsSettingNames, serviceSettingNames } from './support/known-settings.js';
import { mergeCompose, removedIn } from './support/merge-compose.js';
import { readRepositoryFile } from './support/repository.js';

interface Container {
  readonly networks: readonly string[];
  readonly depends_on?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
}

const baseText = readRepositoryFile('docker-compose.yml');
const text = readRepositoryFile('compose.external.yml');
const containersOf = (...texts: readonly string[]) =>
  mergeCompose(...texts).services as unknown as Readonly<Record<string, Container>>;
const [before, added, merged] = [containersOf(baseText), containersOf(text), containersOf(baseText, text)];
const changed = ['setup', 'intake', 'triage', 'assignment', 'supervision', 'scoring'];

test('files are merged as the specification says', () => {
  const base =
    'services: { a: { command: [x], networks: [n], environment: { K: 1, L: 1 } }, b: { image: i } }\nvolumes: { v: }\nx-y: { z: 1 }';
  const over =
    'services: { a: { command: [y], networks: [m], environment: { L: 2, M: 2 } }, b: !reset null }\nvolumes: !reset {}\nx-y: { w: 2 }';
  expect(mergeCompose(base, over)).toStrictEqual({
    services: { a: { command: ['y'], networks: ['n', 'm'], environment: { K: 1, L: 2, M: 2 } } },
    'x-y': { w: 2 },
  });
  expect(removedIn(over)).toStrictEqual(['services.b', 'volumes']);
});

test('both files, and what they make together, are valid against the schema of the specification', () => {
  for (const texts of [[text], [baseText, text]]) expect(composeProblems(mergeCompose(...texts))).toStrictEqual([]);
});

test('the two containers are not there, and nothing waits for a container that is not', () => {
  expect(Object.keys(merged).sort()).toStrictEqual(['gateway', ...changed].sort());
  for (const [name, { depends_on = [] }] of Object.entries(merged))
    expect(
      depends_on.filter((other) => !(other in merged)),
      name,
    ).toStrictEqual([]);
  expect(removedIn(text)).toStrictEqual([
    'services.kafka',
    'services.mongo',
    ...changed.map((name) => `services.${name}.depends_on`),
  ]);
});

test('who talks to Kafka and MongoDB has a way out, and nothing else is changed', () => {
  const { networks } = mergeCompose(baseText, text) as unknown as {
    readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  };
  expect(Object.entries(networks).map(([name, network]) => [name, network?.internal === true])).toStrictEqual([
    ['inside', true],
    ['outside', false],
  ]);
  expect(merged.gateway).toStrictEqual(before.gateway);
  for (const name of changed) {
    expect(merged[name]?.networks, name).toStrictEqual(['inside', 'outside']);
    const { depends_on: _, environment, ...rest } = before[name] as Container;
    const { environment: external, ...others } = merged[name] as Container;
    const volumes = [
      ...((rest as { readonly volumes?: readonly string[] }).volumes ?? []),
      './certificates:/app/certificates:ro',
    ];
    expect(others, name).toStrictEqual({ ...rest, networks: others.networks, volumes });
    expect(external, name).toStrictEqual({ ...environment, ...added[name]?.environment });
  }
});

test('every setting exists, is handed over under its own name, and none that reaches a server is left out', () => {
  const reaches =
    /^(?:KAFKA_BROKERS|MONGODB_URI|DAQIDI_(?:KAFKA|MONGODB)_(?:TLS|CA_FILE|\w*CERT\w*|KEY_FILE|SASL|USER|PASSWORD|AUTH_SOURCE|\w*PREFIX))$/;
  for (const name of changed) {
    const known = name === 'setup' ? opsSettingNames : serviceSettingNames;
    for (const [setting, value] of Object.entries(added[name]?.environment ?? {})) {
      expect(known, `${name} ${setting}`).toContain(setting);
      expect(value, name).toMatch(new RegExp(`^\\$\\{${setting}:(?:-|\\?[^}]+\\.env\\.example)\\}$`));
    }
    const handed = Object.keys(merged[name]?.environment ?? {});
    expect(
      known.filter((setting) => reaches.test(setting) && !handed.includes(setting)),
      name,
    ).toStrictEqual([]);
  }
});

test('filled in, it makes the processes with one’s own servers', () => {
  const both = stringify(mergeCompose(baseText, text));
  const variables = Object.fromEntries(variablesIn(both).map((name) => [name, `the ${name}`]));
  const given = { ...variables, DAQIDI_KAFKA_TLS: '' };
  const made = composeProcesses(both, { variables: given, addresses: {} });
  expect(made.map(({ name }) => name).sort()).toStrictEqual(['gateway', ...changed].sort());
  for (const { name, environment } of made.filter((each) => each.name !== 'gateway')) {
    expect(environment.KAFKA_BROKERS, name).toBe('the KAFKA_BROKERS');
    expect(environment.MONGODB_URI, name).toBe('the MONGODB_URI');
    expect(environment.DAQIDI_KAFKA_PASSWORD, name).toBe('the DAQIDI_KAFKA_PASSWORD');
    expect(environment.DAQIDI_KAFKA_TLS, 'which counts as unset').toBe('');
  }
  for (const name of ['KAFKA_BROKERS', 'MONGODB_URI'])
    expect(() => composeProcesses(both, { variables: { ...given, [name]: '' }, addresses: {} })).toThrow(
      new RegExp(`${name} is not set`),
    );
});
