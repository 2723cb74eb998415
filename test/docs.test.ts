// Promise: docs/errors.md documents every code and every rule of the procedure, docs/events.md every event, docs/running*.md every
// setting, metric and command of the operator, and they name no other; what they and the READMEs run with npm exists.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { serviceSettings } from '@daqidi/distributed';
import { gatewaySettings } from '@daqidi/gateway';
import { variablesIn } from '@daqidi/local';
import { opsSettings } from '@daqidi/ops';
import { errorCodes, type Setting } from '@daqidi/runtime';
import { createEventSchemas, procedureRules } from '@daqidi/schemas';
import { standaloneConfig } from '@daqidi/standalone';
import { readRepositoryFile, sourceFiles } from './support/repository.js';

const errors = readRepositoryFile('docs/errors.md');
const events = readRepositoryFile('docs/events.md');

const rowsBelow = (heading: string): readonly (readonly string[])[] => {
  const [, section = ''] = errors.split(`## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \|$/gm)].map(([, ...cells]) => cells);
};

const rowsOf = (
  registry: Readonly<Record<string, { readonly en: string; readonly zh: string }>>,
): readonly (readonly string[])[] => Object.entries(registry).map(([name, { en, zh }]) => [name, en, zh]);

const byName = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  [...rows].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));

test('the codes are those of the registry, with its words', () => {
  expect(byName(rowsBelow('Codes'))).toStrictEqual(byName(rowsOf(errorCodes)));
});

test('the rules are those of the procedure, with its words', () => {
  expect(byName(rowsBelow('Rules of the procedure'))).toStrictEqual(byName(rowsOf(procedureRules())));
});

test('the events are those of the contracts, each under its group with its description', () => {
  const documented = events
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const group = section.split('\n', 1)[0] ?? '';
      return [...section.matchAll(/^### (\w+) v(\d+)\n\n(.+)$/gm)].map(
        ([, type, v, description]) => `${group}/${type}.v${v}: ${description}`,
      );
    });
  const known = createEventSchemas()
    .list()
    .map(({ group, type, v, description }) => `${group}/${type}.v${v}: ${description}`);
  expect([...documented].sort()).toStrictEqual([...known].sort());
});

const runningPages = ['docs/running.md', 'docs/running.zh-CN.md'] as const;
const settingsByProcess: Readonly<Record<string, Readonly<Record<string, Setting<unknown>>>>> = {
  standalone: standaloneConfig.settings,
  gateway: gatewaySettings,
  services: serviceSettings('intake'),
  ops: opsSettings,
};
const namesOf = (settings: Readonly<Record<string, Setting<unknown>>>): readonly string[] =>
  Object.values(settings).map(({ env }) => env);
const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

for (const path of runningPages) {
  const page = readRepositoryFile(path);

  test(`${path}: the table of each process has its settings, in their order, and no other`, () => {
    for (const [name, settings] of Object.entries(settingsByProcess)) {
      const [, table = ''] = page.split(`<!-- settings:${name} -->`);
      const [own = ''] = table.split(`<!-- /settings:${name} -->`);
      const documented = [...own.matchAll(/^\| `(\w+)`.*\|$/gm)].map(([, env = '']) => env);
      expect(documented, name).toStrictEqual(namesOf(settings));
    }
  });

  test(`${path}: whatever looks like a setting is one`, () => {
    const all = Object.values(settingsByProcess).flatMap((settings) => Object.values(settings));
    const known = new Set([
      ...all.flatMap(({ env, secret }) => (secret ? [env, `${env}_FILE`] : [env])),
      ...variablesIn(readRepositoryFile('docker-compose.yml')),
    ]);
    const named = sorted([...page.matchAll(/\b(?:DAQIDI|KAFKA|MONGODB)_[A-Z_]+[A-Z]\b/g)].map(([name]) => name));
    expect(named.filter((name) => !known.has(name))).toStrictEqual([]);
  });

  test(`${path}: the operator's commands are those of the command line, with their arguments`, () => {
    const [, section = ''] = page.split(/^## (?:The operator's command line|运维命令行)$/m);
    const [own = ''] = section.split(/^## /m);
    const documented = [...own.matchAll(/^\| `([a-z][^`]*)` \| [^|]+ \| [^|]+ \|$/gm)].map(([, command = '']) => command);
    const { stderr, status } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../../infra/ops/dist/main.js', import.meta.url))],
      {
        encoding: 'utf8',
      },
    );
    expect(status, 'without a command there is the usage').toBe(2);
    const known = [...stderr.matchAll(/^ {2}(\S+(?: (?:--\w+ )?<[\w-]+>)*) {2,}\S/gm)].map(([, command = '']) => command);
    expect(known.length, stderr).toBeGreaterThan(5);
    expect(documented).toStrictEqual(known);
    const names = new Set(known.map((command) => command.split(' ')[0]));
    const run = [...page.matchAll(/(?:\bops --|ops\/dist\/main\.js|`ops) ([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter((name) => !names.has(name))).toStrictEqual([]);
  });

  test(`${path}: the metrics are those of the code`, () => {
    const [, section = ''] = page.split(/^## (?:Health and figures|健康与指标)$/m);
    const [own = ''] = section.split(/^## /m);
    const documented = [...own.matchAll(/^\| `(daqidi_\w+)` \| ([^|]*) \|/gm)].map(([, name, labels]) => `${name}: ${labels}`);
    const known = sourceFiles()
      .filter(({ path: source }) => /^(?:infra|services|gateway)\/.*src\//.test(source))
      .flatMap(({ text }) => [...text.matchAll(/name: '(daqidi_\w+)',\s+help: .+,\s+labels: \[(.+)\],/g)])
      .map(
        ([, name, labels = '']) => `${name}: ${labels.replaceAll("'", '`').replaceAll(', ', path.includes('zh') ? '、' : ', ')}`,
      );
    expect(sorted(documented)).toStrictEqual(sorted(known));
  });
}

test('what the READMEs and the pages run with npm exists, and what CI runs is in the READMEs', () => {
  const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const runsIn = (text: string): readonly string[] =>
    sorted([
      ...[...text.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name),
      ...[...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name = '']) => name),
    ]);
  const inCi = runsIn(readRepositoryFile('.ci/run'));
  expect(inCi.length).toBeGreaterThan(3);
  for (const path of ['README.md', 'README.zh-CN.md', ...runningPages])
    expect(
      runsIn(readRepositoryFile(path)).filter((name) => !Object.hasOwn(scripts, name)),
      path,
    ).toStrictEqual([]);
  for (const path of ['README.md', 'README.zh-CN.md']) {
    const text = readRepositoryFile(path);
    expect(
      inCi.filter((name) => !text.includes(name)),
      path,
    ).toStrictEqual([]);
  }
});
