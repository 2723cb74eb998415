import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startKafka } from '@daqidi/local';
import { createAuthority } from '../../../subgraph/test/contract/certificates.js';
import { root } from '../contract/processes.js';

const pem = (...parts: readonly string[]): string => parts.map((part) => `${part.trim()}\n`).join('');
const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="admin"';
const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';

/**
 * A broker that lets in only who shows a certificate of its authority and proves by SCRAM-SHA-512 to be the user `daqidi` with the
 * password `right`. Authority and certificates are made on the spot.
 */
export const startSecureKafka = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'daqidi-secure-kafka-'));
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, text);
    return path;
  };
  const [authority, stranger] = [await createAuthority('brokers'), await createAuthority('stranger')];
  const [broker, client] = [await authority.issue('broker'), await authority.issue('daqidi')];
  const files = {
    ca: await file('ca.pem', authority.cert),
    strangerCa: await file('stranger-ca.pem', stranger.cert),
    cert: await file('client.pem', client.cert),
    key: await file('client-key.pem', client.key),
  };
  const stores = {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': await file('broker.pem', pem(broker.key, broker.cert)),
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': files.ca,
  };
  const kafka = await startKafka({
    directory,
    properties: {
      ...stores,
      'listener.security.protocol.map': 'PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT',
      'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
      'sasl.mechanism.inter.broker.protocol': 'PLAIN',
      'listener.name.plaintext.plain.sasl.jaas.config': `${plain} user_admin="admin";`,
      'listener.name.plaintext.scram-sha-512.sasl.jaas.config': scram,
      'listener.name.plaintext.ssl.client.auth': 'required',
    },
  });
  const cache = join(root, '.data', 'kafka-lib');
  const jars = readdirSync(cache).map((version) => join(cache, version, '*'));
  const asAdmin = Object.entries({
    ...stores,
    'security.protocol': 'SASL_SSL',
    'sasl.mechanism': 'PLAIN',
    'sasl.jaas.config': `${plain};`,
  });
  const user = ['--entity-type', 'users', '--entity-name', 'daqidi', '--add-config', 'SCRAM-SHA-512=[password=right]'];
  await promisify(execFile)('java', [
    ...['-cp', jars.join(':'), 'kafka.admin.ConfigCommand', '--bootstrap-server', String(kafka.brokers[0])],
    ...['--command-config', await file('admin.properties', asAdmin.map(([name, value]) => `${name}=${value}\n`).join(''))],
    ...['--alter', ...user],
  ]);
  return {
    brokers: kafka.brokers.join(','),
    files,
    stop: async () => {
      await kafka.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
