import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tellingLine } from './ending.js';

const kafkaVersion = '4.3.1';
const logVersion = '2.25.5';
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

const instead = 'or set KAFKA_BROKERS to a running Kafka';

const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local</groupId><artifactId>kafka</artifactId><version>1</version><dependencies>
${dependency('org.apache.kafka', 'kafka_2.13', kafkaVersion)}
${dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', logVersion)}
</dependencies></project>
`;

/** Rejects with one line: that the program is missing, or what it said. */
export const runProgram = (command: string, args: readonly string[], cwd: string, hint: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', () => reject(new Error(`${command} was not found: install it, ${instead}`)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${hint}, ${instead} (${command}: ${tellingLine(output.split('\n')) ?? `exit code ${code}`})`));
    });
  });

/**
 * The broker's jars (44 MB), from Maven Central or whatever mirror Maven is set to, kept in `cache` between runs. Answers
 * the folder that holds them.
 */
export const ensureKafkaLibrary = async (cache: string): Promise<string> => {
  const library = join(cache, kafkaVersion);
  if (existsSync(library)) return library;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    await writeFile(join(work, 'pom.xml'), pom);
    const args = ['-B', '-q', '-ntp', copyGoal, '-DincludeScope=runtime', '-DoutputDirectory=lib'];
    await runProgram('mvn', args, work, 'Apache Kafka cannot be had from Maven Central: give access to it');
    // Another process may have been faster; its library is as good.
    await rename(join(work, 'lib'), library).catch((error: unknown) => {
      if (!existsSync(library)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return library;
};
