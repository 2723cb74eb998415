// Promise: the named operations of schemas/operations are what clients may rely on - each valid, named once, known by the hash of
// its exact text, and together enough for everything that the graph can do; a browser can take them along.

import { createHash } from 'node:crypto';
import { Supergraph } from '@apollo/federation-internals';
import { supergraphSdl } from '@daqidi/schemas';
import { type NamedOperation, operations } from '@daqidi/schemas/operations';
import { invariant } from '@daqidi/testing';
import { buildSchema, type FieldNode, Kind, type OperationDefinitionNode, parse, printSchema, validate } from 'graphql';
import { importsOf } from './support/imports.js';
import { readRepositoryFile, repositoryFiles } from './support/repository.js';

const schema = buildSchema(printSchema(Supergraph.build(supergraphSdl()).apiSchema().toGraphQLJSSchema()));
const kebabCase = (name: string): string => name.replaceAll(/\B[A-Z]/g, '-$&').toLowerCase();
const fileOf = ({ role, name }: NamedOperation): string => `schemas/operations/${role}/${kebabCase(name)}.graphql`;
const operationOf = ({ source }: NamedOperation): OperationDefinitionNode => {
  const [definition] = parse(source).definitions;
  invariant(definition?.kind === Kind.OPERATION_DEFINITION);
  return definition;
};

test('every file is a typed document with exactly its text', () => {
  const files = repositoryFiles().filter((path) => /^schemas\/operations\/.+\.graphql$/.test(path));
  expect(operations.map(fileOf).sort()).toStrictEqual([...files].sort());
  for (const operation of operations) expect(operation.source).toBe(readRepositoryFile(fileOf(operation)).trim());
});

test('every named operation is valid against the supergraph', () => {
  for (const { name, source } of operations) expect(validate(schema, parse(source)), name).toStrictEqual([]);
});

test('names are unique, and those that the operations call themselves', () => {
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  for (const operation of operations) expect(operationOf(operation).name?.value).toBe(operation.name);
});

test('an operation is known by the SHA-256 of its exact text', () => {
  for (const { name, source, sha256 } of operations)
    expect(createHash('sha256').update(source, 'utf8').digest('hex'), name).toBe(sha256);
});

test('every query and mutation of the graph is used by a named operation', () => {
  const used = new Set(
    operations.flatMap((operation) => {
      const { operation: kind, selectionSet } = operationOf(operation);
      const fields = selectionSet.selections.filter((selection): selection is FieldNode => selection.kind === Kind.FIELD);
      return fields.map((field) => `${kind}.${field.name.value}`);
    }),
  );
  const known = [
    ...Object.keys(schema.getQueryType()?.getFields() ?? {}).map((field) => `query.${field}`),
    ...Object.keys(schema.getMutationType()?.getFields() ?? {}).map((field) => `mutation.${field}`),
  ];
  expect(known.filter((field) => !used.has(field))).toStrictEqual([]);
});

test('what a client takes along imports only itself', () => {
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { specifier } of importsOf(readRepositoryFile(path))) {
      expect(specifier.startsWith('.'), `${path} imports ${specifier}`).toBe(true);
      walk(new URL(specifier.replace(/js$/, 'ts'), `file:///${path}`).pathname.slice(1));
    }
  };
  walk('schemas/src/operations.ts');
  expect(seen.size).toBe(6);
});
