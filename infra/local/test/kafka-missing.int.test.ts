// Where Java or Maven is missing, or Maven Central cannot be reached, one line says so and what to set instead.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKafkaLibrary, runProgram } from '../src/kafka-library.js';

let directory = '';
const path = process.env.PATH;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daqidi-local-'));
});
afterAll(async () => {
  process.env.PATH = path;
  await rm(directory, { recursive: true, force: true });
});

test('a program that is missing is named', async () => {
  process.env.PATH = directory;
  await expect(ensureKafkaLibrary(join(directory, 'cache'))).rejects.toSatisfy((error: Error) => {
    expect(error.message).toBe('mvn was not found: install it, or set KAFKA_BROKERS to a running Kafka');
    return true;
  });
  process.env.PATH = path;
});

test('a program that fails is quoted in one line', async () => {
  const code = 'console.log("[INFO] x\\n[ERROR] cannot reach it\\nmore"); process.exit(1)';
  await expect(runProgram(process.execPath, ['-e', code], directory, 'no access')).rejects.toSatisfy((error: Error) => {
    expect(error.message).toMatch(/^no access, or set KAFKA_BROKERS to a running Kafka \(.*: \[ERROR\] cannot reach it\)$/);
    return true;
  });
});
