import type { SourceFile } from './repository.js';

/** What every service has, and what it may have besides: a newcomer who knows one knows five. */
const always = [
  'context.ts',
  'index.ts',
  'main.ts',
  'model.ts',
  'service.ts',
  'tools.ts',
  'views.ts',
  'domain',
  'resolvers',
  'generated',
];
/** `shared`: what commands, reactions, resolvers and sweeps of a service have in common; `actions`: which commands a document offers. */
const maybe = ['actions.ts', 'commands', 'reactions', 'projections', 'seed', 'shared', 'subject.ts'];
/** `<aggregate>-command.ts`: how commands on one kind of aggregate begin. */
const commandFile = /^[a-z-]+-command\.ts$/;
/** What only one service has, and why it lies beside the others. */
const own: Readonly<Record<string, string>> = {
  'intake/petitioner-details.ts': 'what a command keeps, a resolver doubts again',
  'intake/query-code.ts': 'what a command commits to, a resolver reads',
};

const partsOf = (files: readonly SourceFile[], service: string): ReadonlySet<string> => {
  const folder = `services/${service}/src/`;
  const inside = files.filter(({ path }) => path.startsWith(folder));
  return new Set(inside.map(({ path }) => path.slice(folder.length).split('/')[0] ?? ''));
};

/** All services have the same parts under the same names. */
export const shapeProblems = (files: readonly SourceFile[], services: readonly string[]): readonly string[] =>
  services.flatMap((service) => {
    const parts = partsOf(files, service);
    const known = (part: string): boolean =>
      [...always, ...maybe].includes(part) || commandFile.test(part) || Object.hasOwn(own, `${service}/${part}`);
    return [
      ...always.filter((part) => !parts.has(part)).map((part) => `${service} has no ${part}`),
      ...[...parts].filter((part) => !known(part)).map((part) => `${service} has ${part}, which no other service has`),
    ];
  });

/** A file of `commands/` is one use case, named like it. */
export const commandProblems = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(({ path }) => /^services\/[^/]+\/src\/commands\//.test(path))
    .flatMap(({ path, text }) => {
      const name = (path.split('/').at(-1) ?? '')
        .replace('.ts', '')
        .replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const exported = [...text.matchAll(/^export (?:const|function|interface|type) (\w+)/gm)].map(([, each]) => each);
      return exported.length === 1 && exported[0] === name ? [] : [`${path} exports ${exported.join(', ')}, not ${name} alone`];
    });
