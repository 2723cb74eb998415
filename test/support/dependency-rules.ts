import { folderOf, type Import, importsOf, packageOf, targetOf } from './imports.js';
import type { Manifest, SourceFile, WorkspacePackage } from './repository.js';

const services = ['intake', 'triage', 'assignment', 'supervision', 'scoring'].map((name) => `@daqidi/${name}`);
/** What all services mean by the same words; no service itself. */
const kernel = '@daqidi/kernel';
const hosts = ['@daqidi/gateway', '@daqidi/standalone'];

type Rule = (file: SourceFile, imported: Import) => string | null;

const everyImport = (files: readonly SourceFile[], rule: Rule): readonly string[] =>
  files.flatMap((file) => importsOf(file.text).flatMap((imported) => rule(file, imported) ?? []));

const forbid = (files: readonly SourceFile[], names: readonly string[], why: string): readonly string[] =>
  everyImport(files, ({ path }, { specifier }) => {
    const name = packageOf(specifier);
    return name !== null && names.includes(name) && !path.startsWith(`services/${name.slice('@daqidi/'.length)}/`)
      ? `${path} imports ${specifier}: ${why}`
      : null;
  });

const inside = (files: readonly SourceFile[], folder: string): readonly SourceFile[] =>
  files.filter(({ path }) => path.startsWith(folder));

/** Services talk by events; what is not the district's business knows nothing of it; only standalone and the operator's tools put all together. */
export const layerProblems = (files: readonly SourceFile[]): readonly string[] => [
  ...forbid(inside(files, 'services/'), [...services, ...hosts], 'services know neither each other nor their hosts'),
  ...forbid(
    inside(files, 'infra/').filter(({ path }) => !/^infra\/(?:standalone|ops)\//.test(path)),
    [...services, kernel, ...hosts],
    'infra knows neither services nor hosts',
  ),
  ...forbid(inside(files, 'gateway/'), [...services, kernel, '@daqidi/standalone'], 'the gateway knows only the supergraph'),
  ...everyImport(inside(files, 'schemas/src/'), ({ path }, { specifier }) =>
    specifier.startsWith('@daqidi/') ? `${path} imports ${specifier}: contracts depend on nothing of ours` : null,
  ),
];

/** Parts of the console know what is shared, and not each other: the app puts them together. */
export const featureProblems = (files: readonly SourceFile[]): readonly string[] =>
  everyImport(inside(files, 'apps/console/src/features/'), (file, { specifier }) => {
    const feature = /^apps\/console\/src\/features\/[^/]+\//.exec(file.path)?.[0] ?? '';
    const target = targetOf(file, specifier);
    return target?.startsWith('apps/console/src/') &&
      !target.startsWith('apps/console/src/shared/') &&
      !target.startsWith(feature)
      ? `${file.path} imports ${specifier}: features know what is shared, and not each other`
      : null;
  });

/** What the kernel computes with; of the rest it only knows types. */
const pureForKernel = ['@daqidi/calendar', '@daqidi/events', '@daqidi/identity', 'node:crypto'];
const typesForKernel = ['@daqidi/directory', '@daqidi/schemas', '@daqidi/store'];

/** The kernel is pure: what it is told it is told as arguments. */
export const kernelProblems = (files: readonly SourceFile[]): readonly string[] =>
  everyImport(inside(files, 'services/kernel/src/'), ({ path }, { specifier, typeOnly }) =>
    specifier.startsWith('.') || pureForKernel.includes(specifier) || (typeOnly && typesForKernel.includes(specifier))
      ? null
      : `${path} imports ${specifier}`,
  );

/** Contract suites are written to be run by whoever implements or hosts the port. */
const isSharedSuite = (file: SourceFile, target: string): boolean =>
  file.path.startsWith(`${folderOf(file.path)}/test/`) && target.startsWith(`${folderOf(target)}/test/contract/`);

/** `@daqidi/name/part` for every part that a package names in its exports beside its index. */
const furtherEntries = (packages: readonly WorkspacePackage[]): ReadonlySet<string> =>
  new Set(
    packages.flatMap(({ manifest }) =>
      Object.keys(manifest.exports ?? {})
        .filter((entry) => entry !== '.')
        .map((entry) => `${manifest.name}${entry.slice(1)}`),
    ),
  );

/** A package is what it exports: nobody reaches into another, by name or by path, but for the contract suites of tests. */
export const reachingInProblems = (files: readonly SourceFile[], packages: readonly WorkspacePackage[]): readonly string[] => {
  const entries = furtherEntries(packages);
  return everyImport(files, (file, { specifier }) => {
    if (/^@daqidi\/[^/]+\//.test(specifier) && !entries.has(specifier)) return `${file.path} reaches into ${specifier}`;
    const target = targetOf(file, specifier);
    if (target === null || folderOf(target) === folderOf(file.path) || isSharedSuite(file, target)) return null;
    return `${file.path} leaves its package: ${specifier}`;
  });
};

/** Decisions are pure: a domain imports itself, the kernel, and types of the contracts. */
export const domainProblems = (files: readonly SourceFile[]): readonly string[] =>
  everyImport(
    files.filter(({ path }) => /^services\/[^/]+\/src\/domain\//.test(path)),
    (file, { specifier, typeOnly }) => {
      if (specifier === kernel || (specifier === '@daqidi/schemas' && typeOnly)) return null;
      const domain = `${folderOf(file.path)}/src/domain/`;
      return targetOf(file, specifier)?.startsWith(domain) ? null : `${file.path} imports ${specifier}`;
    },
  );

/** Every import is declared where it is used (by the root, for tests), and nothing is declared in vain. */
export const declarationProblems = (
  files: readonly SourceFile[],
  packages: readonly WorkspacePackage[],
  root: Manifest,
): readonly string[] =>
  packages.flatMap(({ folder, manifest }) => {
    const declared = { ...manifest.dependencies, ...manifest.devDependencies };
    const importsIn = (part: string): Set<string> =>
      new Set(
        inside(files, `${folder}/${part}`).flatMap(({ text }) =>
          importsOf(text).flatMap(({ specifier }) => packageOf(specifier) ?? []),
        ),
      );
    const used = new Set([...importsIn('src/'), ...importsIn('vite.config.ts')]);
    const tested = importsIn('test/');
    const known = (name: string): boolean => name === manifest.name || Object.hasOwn(declared, name);
    return [
      ...[...used].filter((name) => !known(name)).map((name) => `${folder} imports ${name} without declaring it`),
      ...[...tested]
        .filter((name) => !known(name) && !Object.hasOwn(root.devDependencies ?? {}, name))
        .map((name) => `${folder}/test imports ${name} without declaring it`),
      ...Object.keys(declared)
        .filter((name) => !used.has(name) && !tested.has(name))
        .map((name) => `${folder} declares ${name} and never imports it`),
    ];
  });

/** What only tests and a developer's machine need. */
const testTools = ['@daqidi/local', '@daqidi/testing', '@daqidi/service-testing'];

/** No part of the product needs a tool of tests to run. */
export const testToolProblems = (packages: readonly WorkspacePackage[]): readonly string[] =>
  packages
    .filter(({ manifest }) => !testTools.includes(manifest.name))
    .flatMap(({ folder, manifest }) =>
      Object.keys(manifest.dependencies ?? {})
        .filter((name) => testTools.includes(name))
        .map((name) => `${folder} needs ${name} to run`),
    );

/** Chains of packages that end where they began. */
export const cycleProblems = (packages: readonly WorkspacePackage[]): readonly string[] => {
  const needs = new Map(
    packages.map(({ manifest }) => [manifest.name, Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })]),
  );
  const sound = new Set<string>();
  const walk = (name: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(name)) return [[...trail.slice(trail.indexOf(name)), name].join(' → ')];
    if (sound.has(name)) return [];
    const problems = (needs.get(name) ?? []).filter((each) => needs.has(each)).flatMap((each) => walk(each, [...trail, name]));
    sound.add(name);
    return problems;
  };
  return [...needs.keys()].flatMap((name) => walk(name, []));
};
