// docker-compose.yml is what the compose specification allows, holds no secret, hardens and limits every container, sets only settings
// that exist, and explains every variable; the Dockerfile builds from what is there and runs as nobody special.
import { existsSync } from 'node:fs';
import { type ComposeFile, composeProcesses, interpolate, parseCompose, variablesIn } from '@daqidi/local';
import { invariant } from '@daqidi/testing';
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
  expect(composeProblems(parseCompose(text))).toStrictEqual([]);
  expect(composeProblems({ services: { kafka: { imagge: 'x' } } }), 'the schema notices a typing error').not.toStrictEqual([]);
});

test('every container is there, comes back, is limited and can do as little as possible', () => {
  expect(containers.map(([name]) => name).sort()).toStrictEqual(['gateway', 'kafka', 'mongo', 'setup', ...services].sort());
  for (const [name, container] of containers) {
    expect(String(container.restart), name).toMatch(name === 'setup' ? /^on-failure/ : /^unless-stopped$/);
    expect(container.read_only, name).toBe(true);
    expect(container.cap_drop, name).toStrictEqual(['ALL']);
    expect(container.security_opt, name).toStrictEqual(['no-new-privileges:true']);
    expect(String(container.mem_limit), name).toMatch(/^\d+[mg]$/);
    expect(Number(container.cpus), name).toBeGreaterThan(0);
    expect(Number(container.pids_limit), name).toBeGreaterThan(0);
    invariant(container.stop_grace_period, name);
    invariant(container.user && !/^(?:root|0)\b/.test(String(container.user)), name);
    expect(container.tmpfs as readonly string[], name).toContain('/tmp');
    const { test: probe, disable } = container.healthcheck as { readonly test?: readonly string[]; readonly disable?: boolean };
    expect(name === 'setup' ? disable : (probe?.length ?? 0) > 1, name).toBeTruthy();
  }
});

test('only the gateway can be reached, on this machine alone unless told otherwise', () => {
  expect(
    containers
      .filter(([, { ports }]) => ports !== undefined)
      .map(([name, { ports }]) => [name, (ports as readonly string[]).map((port) => interpolate(port, {}))]),
  ).toStrictEqual([['gateway', ['127.0.0.1:4000:4000']]]);
  for (const [name, { networks }] of containers)
    expect(networks, name).toStrictEqual(name === 'gateway' ? ['inside', 'outside'] : ['inside']);
});

const secret = /PASSWORD|SECRET|MASTER_KEY|PRIVATE_KEY|PUBLIC_KEYS|_USER(?:NAME)?$/;

test('no secret is written in it, and one that is missing is asked for with a reason', () => {
  for (const [name, { environment = {} }] of containers) {
    for (const [setting, value] of Object.entries(environment)) {
      if (secret.test(setting)) expect(String(value), `${name} ${setting}`).toMatch(/^\$\{\w+:\?[^}]+\.env\.example\}$/);
      expect(String(value), `${name} ${setting} looks like a secret`).not.toMatch(/[\w-]{32,}/);
      expect(String(value), `${name} ${setting} has a password in a URL`).not.toMatch(/:\/\/[^/]*@/);
    }
  }
});

test('every variable is explained in .env.example in both languages, and no other', () => {
  const blocks = readRepositoryFile('.env.example').split('\n\n');
  const explained = blocks.flatMap((block) => [...block.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name));
  const asked = variablesIn(`${text}${readRepositoryFile('compose.external.yml')}`);
  // Docker Compose asks for that one itself.
  expect([...explained].sort()).toStrictEqual(['COMPOSE_FILE', ...asked].sort());
  for (const block of blocks.filter((each) => /^[A-Z_]+=/m.test(each))) {
    const comment = block.split('\n').filter((line) => line.startsWith('#'));
    expect(
      comment.some((line) => /[a-z]{4}/.test(line)),
      block,
    ).toBe(true);
    expect(
      comment.some((line) => /\p{Script=Han}{2}/u.test(line)),
      block,
    ).toBe(true);
  }
});

test('every setting of a container exists', () => {
  const known = (name: string): readonly string[] =>
    name === 'gateway' ? gatewaySettingNames : name === 'setup' ? opsSettingNames : serviceSettingNames;
  for (const [name, { environment = {} }] of ours) {
    const unknown = Object.keys(environment).filter((setting) => !known(name).includes(setting));
    expect(unknown, name).toStrictEqual([]);
  }
  const foreign = { kafka: /^KAFKA_[A-Z_]+$/, mongo: /^(?:MONGO_INITDB_ROOT_\w+|DAQIDI_MONGODB_(?:USER|PASSWORD)|HOME)$/ };
  for (const [name, names] of Object.entries(foreign)) {
    const { environment = {} } = Object.fromEntries(containers)[name] ?? {};
    for (const setting of Object.keys(environment)) expect(setting, name).toMatch(names);
  }
});

test('what an example of .env leaves open is asked for; filled in, it makes the processes', () => {
  expect(() => composeProcesses(text, { variables: {}, addresses: {} })).toThrow(/is not set: .*\.env\.example/);
  const variables = Object.fromEntries(variablesIn(text).map((name) => [name, name.toLowerCase()]));
  const addresses = { 'kafka:9092': '127.0.0.1:1', 'intake:4001': '127.0.0.1:2', 'mongo:27017': '127.0.0.1:3' };
  const made = composeProcesses(text, { variables: { ...variables, DAQIDI_LOG_LEVEL: '' }, addresses });
  expect(made.map(({ name }) => name).sort()).toStrictEqual(['gateway', 'setup', ...services].sort());
  expect(made.filter(({ oneShot }) => oneShot).map(({ name }) => name)).toStrictEqual(['setup']);
  const intake = made.find(({ name }) => name === 'intake');
  expect(intake?.command).toStrictEqual(['node', 'services/intake/dist/main.js']);
  expect(intake?.environment).toStrictEqual({
    KAFKA_BROKERS: '127.0.0.1:1',
    DAQIDI_KAFKA_PARTITIONS: 'daqidi_kafka_partitions',
    MONGODB_URI: 'mongodb://127.0.0.1:3',
    DAQIDI_NOTICES: '/app/notices',
    DAQIDI_FILES: '/app/files',
    DAQIDI_FILES_SECRET: 'daqidi_files_secret',
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
  expect(gateway?.DAQIDI_INTAKE_URL).toBe('http://127.0.0.1:2');
  expect(gateway?.DAQIDI_SCORING_URL, 'what is not mapped stays').toBe('http://scoring:4005');
});

test('variables are put in as Docker Compose does', () => {
  const put = (template: string) => interpolate(template.replaceAll('§', '$'), { SET: 'x', EMPTY: '' });
  const all = 'a§{SET}b §{EMPTY}|§{EMPTY:-d}|§{EMPTY-d}|§{NONE:-d}|§{NONE-d}|§{NONE}|§§{SET}';
  expect(put(all).replaceAll('$', '§')).toBe('axb |d||d|d||§{SET}');
  expect(() => put('§{EMPTY:?why}')).toThrow(/^EMPTY is not set: why$/);
  expect(put('§{EMPTY?why}')).toBe('');
});

const dockerfile = readRepositoryFile('infra/deploy/Dockerfile');
const ignored = readRepositoryFile('.dockerignore').split('\n');

test('the image is built in one stage from what is there, and run in another as nobody special', () => {
  const [build, run, ...others] = parseDockerfile(dockerfile);
  invariant(build && run && others.length === 0);
  expect(build.image).toMatch(/^node:\d+\.\d+\.\d+-bookworm-slim$/);
  expect(run.image).toBe(build.image);
  for (const stage of [build, run]) {
    expect(stage.instructions.find(({ keyword }) => keyword === 'WORKDIR')?.rest).toBe('/app');
    const [env] = stage.instructions.filter(({ keyword }) => keyword === 'ENV');
    expect(env?.rest ?? '').toMatch(/\bAPOLLO_TELEMETRY_DISABLED=1\b/);
  }
  expect(run.instructions.findLast(({ keyword }) => keyword === 'USER')?.rest).toBe('node');
  for (const source of copiedFromContext(build)) {
    expect(here(source), `${source} is not there`).toBe(true);
    expect(ignored, `${source} is kept from the build`).toContain(`!${source.replace(/\/$/, '')}`);
  }
  expect(copiedFromContext(run), 'nothing but what was built is run').toStrictEqual([]);
  const steps = build.instructions.filter(({ keyword }) => keyword === 'RUN').map(({ rest }) => rest);
  for (const [index, step] of [/^npm ci /, /^npm run .*build$/, /^npm prune --omit=dev/].entries())
    expect(steps[index] ?? '').toMatch(step);
  const health = run.instructions.find(({ keyword }) => keyword === 'HEALTHCHECK')?.rest ?? '';
  expect(here(/"(infra[^"]+)"/.exec(health)?.[1] ?? 'none')).toBe(true);
});

test('secrets, tests and what was built on this machine never reach the image', () => {
  expect(ignored[0]).toBe('**');
  for (const kept of ['**/node_modules', '**/dist', '**/test', '**/.data', '**/.env*']) expect(ignored, kept).toContain(kept);
});

test('versions are those that are used without Docker', () => {
  const version = (path: string, pattern: RegExp): string => pattern.exec(readRepositoryFile(path))?.[1] ?? 'none';
  const image = (name: string) => Object.fromEntries(containers)[name]?.image;
  expect(image('kafka')).toBe(`apache/kafka:${version('infra/local/src/kafka-library.ts', /kafkaVersion = '([^']+)'/)}`);
  expect(image('mongo')).toBe(`mongo:${version('infra/local/src/mongo-binary.ts', /mongoVersion = '([^']+)'/)}`);
  expect(dockerfile, 'Node, as tested').toContain(`node:${version('.ci/run', /other_node=(\S+)/)}-bookworm-slim`);
});

test('every file that a container mounts or runs is there in the repository', () => {
  for (const [name, { command = [], volumes = [] }] of containers as readonly (readonly [
    string,
    Container & { volumes?: string[] },
  ])[]) {
    for (const [, path = ''] of volumes.flatMap((volume) => [/^\.\/([^:]+):/.exec(volume) ?? []]))
      if (path !== '') expect(here(path), `${name}: ${path}`).toBe(true);
    for (const entry of command.filter((word) => word.endsWith('/dist/main.js')))
      expect(here(entry.replace('/dist/main.js', '/src/main.ts')), `${name}: ${entry}`).toBe(true);
  }
});
