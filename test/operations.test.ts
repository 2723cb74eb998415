// Promise: the named operations of schemas/operations are what clients may rely on - each valid, named once, known by the hash of
// its exact text, and together enough for everything that the graph can do; a browser can take them along.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Supergraph } from '@apollo/federation-internals';
import { supergraphSdl } from '@daqidi/schemas';
import { type NamedOperation, operations } from '@daqidi/schemas/operations';
import { buildSchema, type FieldNode, Kind, type OperationDefinitionNode, parse, printSchema, validate } from 'graphql';
import { importsOf } from './support/imports.js';
import { readRepositoryFile, repositoryFiles } from './support/repository.js';

const schema = buildSchema(printSchema(Supergraph.build(supergraphSdl()).apiSchema().toGraphQLJSSchema()));
const kebabCase = (name: string): string => name.replaceAll(/\B[A-Z]/g, '-$&').toLowerCase();
const fileOf = ({ role, name }: NamedOperation): string => `schemas/operations/${role}/${kebabCase(name)}.graphql`;
const operationOf = ({ source }: NamedOperation): OperationDefinitionNode => {
  const [definition] = parse(source).definitions;
  assert.ok(definition?.kind === Kind.OPERATION_DEFINITION);
  return definition;
};

test('every file is a typed document with exactly its text', () => {
  const files = repositoryFiles().filter((path) => /^schemas\/operations\/.+\.graphql$/.test(path));
  assert.deepEqual(operations.map(fileOf).sort(), [...files].sort());
  for (const operation of operations) assert.equal(operation.source, readRepositoryFile(fileOf(operation)).trim());
});

test('every named operation is valid against the supergraph', () => {
  for (const { name, source } of operations) assert.deepEqual(validate(schema, parse(source)), [], name);
});

test('names are unique, and those that the operations call themselves', () => {
  assert.equal(new Set(operations.map(({ name }) => name)).size, operations.length);
  for (const operation of operations) assert.equal(operationOf(operation).name?.value, operation.name);
});

test('an operation is known by the SHA-256 of its exact text', () => {
  for (const { name, source, sha256 } of operations)
    assert.equal(createHash('sha256').update(source, 'utf8').digest('hex'), sha256, name);
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
  assert.deepEqual(
    known.filter((field) => !used.has(field)),
    [],
  );
});

test('what a client takes along imports only itself', () => {
  const seen = new Set<string>();
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { specifier } of importsOf(readRepositoryFile(path))) {
      assert.ok(specifier.startsWith('.'), `${path} imports ${specifier}`);
      walk(new URL(specifier.replace(/js$/, 'ts'), `file:///${path}`).pathname.slice(1));
    }
  };
  walk('schemas/src/operations.ts');
  assert.equal(seen.size, 3);
});
