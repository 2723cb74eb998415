// Promise: by settings only, a service and the operator reach a broker over mutual TLS as a SCRAM user; whom the broker refuses ends
// with one clear line, and whoever does not know the broker, or is not known to it, waits, says why, and can be stopped.
import { usePlaces } from './contract/places.js';
import { type Environment, runOps, runOpsWell, startProcess } from './contract/processes.js';
import { startSecureKafka } from './support/secure-kafka.js';

const kafka = await startSecureKafka();
const places = usePlaces({ brokers: kafka.brokers });
const secure = {
  DAQIDI_KAFKA_CA_FILE: kafka.files.ca,
  DAQIDI_KAFKA_CERT_FILE: kafka.files.cert,
  DAQIDI_KAFKA_KEY_FILE: kafka.files.key,
  DAQIDI_KAFKA_SASL: 'scram-sha-512',
  DAQIDI_KAFKA_USER: 'daqidi',
  DAQIDI_KAFKA_PASSWORD: 'right',
};
const without = (environment: Environment, ...names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
const scoring = (environment: Environment) => startProcess('services/scoring', { ...places.serviceEnvironment, ...environment });

beforeAll(async () => {
  await runOpsWell({ ...places.environment, ...secure }, 'create-indexes');
});
afterAll(async () => {
  await kafka.stop();
  await places.clear();
});

test('with the right user, certificate and authority: topics are created, the service becomes ready', async () => {
  const printed = await runOpsWell({ ...places.environment, ...secure }, 'create-topics');
  expect(printed).toMatch(/^daqidi\.intake\.v1: created, 2 partitions$/m);
  const service = scoring(secure);
  await service.ready();
  expect((await fetch(`${await service.url()}/readyz`)).status).toBe(200);
  expect((await service.stop()).code).toBe(0);
  expect(service.stderr()).toBe('');
});

test('a wrong password: one clear line, exit code 1', async () => {
  const wrong = { ...secure, DAQIDI_KAFKA_PASSWORD: 'wrong' };
  const service = scoring(wrong);
  expect(await service.end()).toBe(1);
  expect(service.stderr()).toBe('daqidi scoring: Kafka refuses the user name or the password\n');
  expect(await runOps({ ...places.environment, ...wrong }, 'create-topics')).toStrictEqual({
    code: 1,
    stdout: '',
    stderr: 'daqidi ops: Kafka refuses the user name or the password\n',
  });
});

const strangers: Readonly<Record<string, readonly [Environment, RegExp]>> = {
  'an authority that does not know the broker': [{ ...secure, DAQIDI_KAFKA_CA_FILE: kafka.files.strangerCa }, /certificate/],
  'no certificate to show': [without(secure, 'DAQIDI_KAFKA_CERT_FILE', 'DAQIDI_KAFKA_KEY_FILE'), /certificate|Closed connection/],
};

for (const [name, [environment, reason]] of Object.entries(strangers)) {
  test(`${name}: it waits, says why, and stops at once when told to`, async () => {
    const service = scoring(environment);
    await service.waitsFor(/a broker/);
    const said = service.log().filter((line) => line.level === 'warn');
    expect(
      said.some((line) => reason.test(JSON.stringify(line))),
      JSON.stringify(said),
    ).toBe(true);
    expect((await fetch(`${await service.url()}/readyz`)).status).toBe(503);
    const { code, took } = await service.stop();
    expect(code).toBe(0);
    expect(took, `it took ${took} ms`).toBeLessThan(5_000);
    expect(service.stderr()).toBe('');
  });
}
