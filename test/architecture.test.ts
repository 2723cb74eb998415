// Promise: the sources keep the architecture's rules - who may import whom, pure domains, declared dependencies, no clock or
// chance of their own, small files - and the checkers of these rules notice when one is broken.

import { serviceNames } from '@daqidi/schemas';
import { invariant } from '@daqidi/testing';
import { ambientProblems, consoleProblems, idleExceptions, sizeProblems } from './support/code-rules.js';
import {
  cycleProblems,
  declarationProblems,
  domainProblems,
  featureProblems,
  kernelProblems,
  layerProblems,
  reachingInProblems,
  testToolProblems,
} from './support/dependency-rules.js';
import { rootManifest, type SourceFile, sourceFiles, workspacePackages } from './support/repository.js';
import { commandProblems, shapeProblems } from './support/service-shape.js';

const files = sourceFiles();
const packages = workspacePackages();
const none = (problems: readonly string[]): void => invariant(problems.length === 0, problems.join('\n'));

test('there is something to check', () => {
  expect(files.length, `${files.length} files, ${packages.length} packages`).toBeGreaterThan(200);
  expect(packages.length, `${files.length} files, ${packages.length} packages`).toBeGreaterThan(15);
});

test('services, infra, gateway and contracts import only downwards', () => {
  none(layerProblems(files));
});

test('features of the console know what is shared, and not each other', () => {
  none(featureProblems(files));
});

test('nobody reaches into a package', () => {
  none(reachingInProblems(files, packages));
});

test('domains import themselves, the kernel, and types of the contracts', () => {
  none(domainProblems(files));
});

test('the kernel is pure', () => {
  none(kernelProblems(files));
});

test('every import is declared and every declaration used', () => {
  none(declarationProblems(files, packages, rootManifest()));
});

test('packages do not depend on each other in circles', () => {
  none(cycleProblems(packages));
});

test('the product needs no tool of tests', () => {
  none(testToolProblems(packages));
});

test('all services are of one shape, and a command is a file', () => {
  none(shapeProblems(files, serviceNames));
  none(commandProblems(files));
});

test('time and chance are injected', () => {
  none(ambientProblems(files));
  none(idleExceptions(files));
});

test('only entry points write to the console', () => {
  none(consoleProblems(files));
});

test('files stay small', () => {
  none(sizeProblems(files));
});

const source = (path: string, text: string): readonly SourceFile[] => [{ path, text }];
const broken: Readonly<Record<string, () => readonly string[]>> = {
  'a service importing another': () => layerProblems(source('services/intake/src/a.ts', "import { x } from '@daqidi/triage';")),
  'a service importing the gateway': () => layerProblems(source('services/intake/src/a.ts', "export * from '@daqidi/gateway';")),
  'a feature importing another': () =>
    featureProblems(source('apps/console/src/features/desk/a.tsx', "import { x } from '../ledger/b.js';")),
  'infra importing a service': () => layerProblems(source('infra/bus/src/a.ts', "import type { X } from '@daqidi/intake';")),
  'the gateway importing a service': () => layerProblems(source('gateway/src/a.ts', "import '@daqidi/scoring';")),
  'contracts importing infra': () => layerProblems(source('schemas/src/a.ts', "import { x } from '@daqidi/runtime';")),
  'a deep import': () =>
    reachingInProblems(
      source('gateway/src/a.ts', `const x = await import('${['@daqidi', 'bus', 'dist', 'port.js'].join('/')}');`),
      packages,
    ),
  'a path into another package': () =>
    reachingInProblems(source('infra/bus/src/a.ts', "import {\n  x,\n} from '../../store/src/b.js';"), packages),
  'a product source using a test suite': () =>
    reachingInProblems(source('infra/bus/src/a.ts', "import { x } from '../../store/test/contract/b.js';"), packages),
  'a domain importing its model': () =>
    domainProblems(source('services/intake/src/domain/a.ts', "import { x } from '../model.js';")),
  'a domain importing a value of the contracts': () =>
    domainProblems(source('services/intake/src/domain/a.ts', "import { x } from '@daqidi/schemas';")),
  'a kernel that reads the directory by itself': () =>
    kernelProblems(source('services/kernel/src/a.ts', "import { createDirectoryReplica } from '@daqidi/directory';")),
  'infra importing the kernel': () => layerProblems(source('infra/bus/src/a.ts', "import { x } from '@daqidi/kernel';")),
  'an undeclared import': () =>
    declarationProblems(
      source('infra/bus/src/a.ts', "import pino from 'pino';"),
      [{ folder: 'infra/bus', manifest: { name: '@daqidi/bus' } }],
      { name: 'daqidi' },
    ),
  'a declaration in vain': () =>
    declarationProblems([], [{ folder: 'infra/bus', manifest: { name: '@daqidi/bus', dependencies: { pino: '1' } } }], {
      name: 'daqidi',
    }),
  'a circle of packages': () =>
    cycleProblems([
      { folder: 'a', manifest: { name: 'a', dependencies: { b: '1' } } },
      { folder: 'b', manifest: { name: 'b', devDependencies: { a: '1' } } },
    ]),
  'a product that needs a tool of tests': () =>
    testToolProblems([{ folder: 'infra/bus', manifest: { name: '@daqidi/bus', dependencies: { '@daqidi/local': '1' } } }]),
  'a service of another shape': () => shapeProblems([...files, ...source('services/intake/src/helpers/a.ts', '')], ['intake']),
  'a helper among the commands': () =>
    commandProblems(source('services/intake/src/commands/entry-call.ts', 'export const call = 1;\nexport const other = 2;')),
  'the machine clock': () => ambientProblems(source('infra/store/src/a.ts', 'const at = new Date();')),
  'chance from the machine': () =>
    ambientProblems(source('services/intake/src/a.ts', "import { randomUUID } from 'node:crypto';")),
  'the console': () => consoleProblems(source('gateway/src/a.ts', "console.warn('x');")),
  'a long file': () => sizeProblems(source('gateway/src/a.ts', 'x;\n'.repeat(401))),
};

for (const [name, check] of Object.entries(broken)) {
  test(`the checkers notice ${name}`, () => {
    expect(check()).not.toStrictEqual([]);
  });
}
