// docker-compose.yml is what the compose specification allows, holds no secret, hardens and limits every container, sets only settings
// that exist, and explains every variable; the Dockerfile builds from what is there and runs as nobody special.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { type ComposeFile, composeProcesses, interpolate, parseCompose, variablesIn } from '@daqidi/local';
import { composeProblems } from './support/compose-schema.js';
import { copiedFromContext, parseDockerfile } from './support/dockerfile.js';
import { gatewaySettingNames, opsSettingNames, serviceSettingNames } from './support/known-settings.js';
import { readRepositoryFile } from './support/repository.js';

type Container = ComposeFile['services'][string] & Readonly<Record<string, unknown>>;

const text = readRepositoryFile('docker-compose.yml');
const containers = Object.entries(parseCompose(text).services) as unknown as readonly (readonly [string, Container])[];
const ours = containers.filter(([, { build }]) => build !== undefined);
const services = ['intake', 'triage', 'assignment', 'supervision', 'scoring'];
const here = (path: string): boolean => existsSync(new URL(`../../${path}`, import.meta.url));

test('it is valid against the schema of the compose specification', () => {
  assert.deepEqual(composeProblems(parseCompose(text)), []);
  assert.notDeepEqual(composeProblems({ services: { kafka: { imagge: 'x' } } }), [], 'the schema notices a typing error');
});

test('every container is there, comes back, is limited and can do as little as possible', () => {
  assert.deepEqual(containers.map(([name]) => name).sort(), ['gateway', 'kafka', 'mongo', 'setup', ...services].sort());
  for (const [name, container] of containers) {
    assert.match(String(container.restart), name === 'setup' ? /^on-failure/ : /^unless-stopped$/, name);
    assert.equal(container.read_only, true, name);
    assert.deepEqual(container.cap_drop, ['ALL'], name);
    assert.deepEqual(container.security_opt, ['no-new-privileges:true'], name);
    assert.match(String(container.mem_limit), /^\d+[mg]$/, name);
    assert.ok(Number(container.cpus) > 0, name);
    assert.ok(Number(container.pids_limit) > 0, name);
    assert.ok(container.stop_grace_period, name);
    assert.ok(container.user && !/^(?:root|0)\b/.test(String(container.user)), name);
    assert.ok((container.tmpfs as readonly string[]).includes('/tmp'), name);
    const { test: probe, disable } = container.healthcheck as { readonly test?: readonly string[]; readonly disable?: boolean };
    assert.ok(name === 'setup' ? disable : (probe?.length ?? 0) > 1, name);
  }
});

test('only the gateway can be reached, on this machine alone unless told otherwise', () => {
  assert.deepEqual(
    containers
      .filter(([, { ports }]) => ports !== undefined)
      .map(([name, { ports }]) => [name, (ports as readonly string[]).map((port) => interpolate(port, {}))]),
    [['gateway', ['127.0.0.1:4000:4000']]],
  );
  for (const [name, { networks }] of containers)
    assert.deepEqual(networks, name === 'gateway' ? ['inside', 'outside'] : ['inside'], name);
});

const secret = /PASSWORD|SECRET|MASTER_KEY|PRIVATE_KEY|PUBLIC_KEYS|_USER(?:NAME)?$/;

test('no secret is written in it, and one that is missing is asked for with a reason', () => {
  for (const [name, { environment = {} }] of containers) {
    for (const [setting, value] of Object.entries(environment)) {
      if (secret.test(setting)) assert.match(String(value), /^\$\{\w+:\?[^}]+\.env\.example\}$/, `${name} ${setting}`);
      assert.doesNotMatch(String(value), /[\w-]{32,}/, `${name} ${setting} looks like a secret`);
      assert.doesNotMatch(String(value), /:\/\/[^/]*@/, `${name} ${setting} has a password in a URL`);
    }
  }
});

test('every variable is explained in .env.example in both languages, and no other', () => {
  const blocks = readRepositoryFile('.env.example').split('\n\n');
  const explained = blocks.flatMap((block) => [...block.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name));
  const asked = variablesIn(`${text}${readRepositoryFile('compose.external.yml')}`);
  // Docker Compose asks for that one itself.
  assert.deepEqual([...explained].sort(), ['COMPOSE_FILE', ...asked].sort());
  for (const block of blocks.filter((each) => /^[A-Z_]+=/m.test(each))) {
    const comment = block.split('\n').filter((line) => line.startsWith('#'));
    assert.ok(comment.some((line) => /[a-z]{4}/.test(line)) && comment.some((line) => /\p{Script=Han}{2}/u.test(line)), block);
  }
});

test('every setting of a container exists', () => {
  const known = (name: string): readonly string[] =>
    name === 'gateway' ? gatewaySettingNames : name === 'setup' ? opsSettingNames : serviceSettingNames;
  for (const [name, { environment = {} }] of ours) {
    const unknown = Object.keys(environment).filter((setting) => !known(name).includes(setting));
    assert.deepEqual(unknown, [], name);
  }
  const foreign = { kafka: /^KAFKA_[A-Z_]+$/, mongo: /^(?:MONGO_INITDB_ROOT_\w+|DAQIDI_MONGODB_(?:USER|PASSWORD)|HOME)$/ };
  for (const [name, names] of Object.entries(foreign)) {
    const { environment = {} } = Object.fromEntries(containers)[name] ?? {};
    for (const setting of Object.keys(environment)) assert.match(setting, names, name);
  }
});

test('what an example of .env leaves open is asked for; filled in, it makes the processes', () => {
  assert.throws(() => composeProcesses(text, { variables: {}, addresses: {} }), /is not set: .*\.env\.example/);
  const variables = Object.fromEntries(variablesIn(text).map((name) => [name, name.toLowerCase()]));
  const addresses = { 'kafka:9092': '127.0.0.1:1', 'intake:4001': '127.0.0.1:2', 'mongo:27017': '127.0.0.1:3' };
  const made = composeProcesses(text, { variables: { ...variables, DAQIDI_LOG_LEVEL: '' }, addresses });
  assert.deepEqual(made.map(({ name }) => name).sort(), ['gateway', 'setup', ...services].sort());
  assert.deepEqual(
    made.filter(({ oneShot }) => oneShot).map(({ name }) => name),
    ['setup'],
  );
  const intake = made.find(({ name }) => name === 'intake');
  assert.deepEqual(intake?.command, ['node', 'services/intake/dist/main.js']);
  assert.deepEqual(intake?.environment, {
    KAFKA_BROKERS: '127.0.0.1:1',
    DAQIDI_KAFKA_PARTITIONS: 'daqidi_kafka_partitions',
    MONGODB_URI: 'mongodb://127.0.0.1:3',
    DAQIDI_MONGODB_USER: 'daqidi_mongodb_user',
    DAQIDI_MONGODB_PASSWORD: 'daqidi_mongodb_password',
    DAQIDI_LOG_LEVEL: 'info',
    DAQIDI_HOST: '127.0.0.1',
    DAQIDI_PORT: '2',
    DAQIDI_MASTER_KEY: 'daqidi_master_key',
    DAQIDI_LOOKUP_SECRET: 'daqidi_lookup_secret',
    DAQIDI_CONTEXT_PUBLIC_KEYS: 'daqidi_context_public_keys',
  });
  const gateway = made.find(({ name }) => name === 'gateway')?.environment;
  assert.equal(gateway?.DAQIDI_INTAKE_URL, 'http://127.0.0.1:2');
  assert.equal(gateway?.DAQIDI_SCORING_URL, 'http://scoring:4005', 'what is not mapped stays');
});

test('variables are put in as Docker Compose does', () => {
  const put = (template: string) => interpolate(template.replaceAll('§', '$'), { SET: 'x', EMPTY: '' });
  const all = 'a§{SET}b §{EMPTY}|§{EMPTY:-d}|§{EMPTY-d}|§{NONE:-d}|§{NONE-d}|§{NONE}|§§{SET}';
  assert.equal(put(all).replaceAll('$', '§'), 'axb |d||d|d||§{SET}');
  assert.throws(() => put('§{EMPTY:?why}'), /^Error: EMPTY is not set: why$/);
  assert.equal(put('§{EMPTY?why}'), '');
});

const dockerfile = readRepositoryFile('infra/deploy/Dockerfile');
const ignored = readRepositoryFile('.dockerignore').split('\n');

test('the image is built in one stage from what is there, and run in another as nobody special', () => {
  const [build, run, ...others] = parseDockerfile(dockerfile);
  assert.ok(build && run && others.length === 0);
  assert.match(build.image, /^node:\d+\.\d+\.\d+-bookworm-slim$/);
  assert.equal(run.image, build.image);
  for (const stage of [build, run]) {
    assert.equal(stage.instructions.find(({ keyword }) => keyword === 'WORKDIR')?.rest, '/app');
    const [env] = stage.instructions.filter(({ keyword }) => keyword === 'ENV');
    assert.match(env?.rest ?? '', /\bAPOLLO_TELEMETRY_DISABLED=1\b/);
  }
  assert.equal(run.instructions.findLast(({ keyword }) => keyword === 'USER')?.rest, 'node');
  for (const source of copiedFromContext(build)) {
    assert.ok(here(source), `${source} is not there`);
    assert.ok(ignored.includes(`!${source.replace(/\/$/, '')}`), `${source} is kept from the build`);
  }
  assert.deepEqual(copiedFromContext(run), [], 'nothing but what was built is run');
  const steps = build.instructions.filter(({ keyword }) => keyword === 'RUN').map(({ rest }) => rest);
  for (const [index, step] of [/^npm ci /, /^npm run .*build$/, /^npm prune --omit=dev/].entries())
    assert.match(steps[index] ?? '', step);
  const health = run.instructions.find(({ keyword }) => keyword === 'HEALTHCHECK')?.rest ?? '';
  assert.ok(here(/"(infra[^"]+)"/.exec(health)?.[1] ?? 'none'));
});

test('secrets, tests and what was built on this machine never reach the image', () => {
  assert.equal(ignored[0], '**');
  for (const kept of ['**/node_modules', '**/dist', '**/test', '**/.data', '**/.env*']) assert.ok(ignored.includes(kept), kept);
});

test('versions are those that are used without Docker', () => {
  const version = (path: string, pattern: RegExp): string => pattern.exec(readRepositoryFile(path))?.[1] ?? 'none';
  const image = (name: string) => Object.fromEntries(containers)[name]?.image;
  assert.equal(image('kafka'), `apache/kafka:${version('infra/local/src/kafka-library.ts', /kafkaVersion = '([^']+)'/)}`);
  assert.equal(image('mongo'), `mongo:${version('infra/local/src/mongo-binary.ts', /mongoVersion = '([^']+)'/)}`);
  assert.ok(dockerfile.includes(`node:${version('.ci/run', /other_node=(\S+)/)}-bookworm-slim`), 'Node, as tested');
});

test('every file that a container mounts or runs is there in the repository', () => {
  for (const [name, { command = [], volumes = [] }] of containers as readonly (readonly [
    string,
    Container & { volumes?: string[] },
  ])[]) {
    for (const [, path = ''] of volumes.flatMap((volume) => [/^\.\/([^:]+):/.exec(volume) ?? []]))
      if (path !== '') assert.ok(here(path), `${name}: ${path}`);
    for (const entry of command.filter((word) => word.endsWith('/dist/main.js')))
      assert.ok(here(entry.replace('/dist/main.js', '/src/main.ts')), `${name}: ${entry}`);
  }
});
