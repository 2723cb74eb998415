// Promise: the contracts agree with each other and with the code - who may do what, the rules of the procedure, the SDL -
// and nothing in them is dead.
import { readdirSync, readFileSync } from 'node:fs';
import { parsePolicyRules } from '@daqidi/identity';
import { createEventSchemas, policyRules, procedureRules, serviceNames, subgraphSdl, supergraphSdl } from '@daqidi/schemas';
import { checkRules } from '@daqidi/subgraph';
import { invariant } from '@daqidi/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type DefinitionNode, isTypeDefinitionNode, Kind, parse } from 'graphql';
import { withoutComments } from './support/imports.js';
import { type SourceFile, sourceFiles } from './support/repository.js';

const none = (problems: readonly string[]): void => invariant(problems.length === 0, problems.join('\n'));
const rules = parsePolicyRules(policyRules());
const product = sourceFiles().filter(({ path }) => /\/src\//.test(path) && !path.includes('/generated/'));
const literalsOf = ({ text }: SourceFile): readonly string[] =>
  [...withoutComments(text).matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, literal = '']) => literal);
const named = new Set(product.flatMap(literalsOf));
const usedInSdl = new Set(
  serviceNames.flatMap((service) => [...subgraphSdl(service).matchAll(/@rule\(name: "([^"]+)"\)/g)].map(([, name = '']) => name)),
);

test('every root field of every subgraph names a rule of the table', () => {
  none(serviceNames.flatMap((service) => checkRules(subgraphSdl(service), rules).map((problem) => `${service}: ${problem}`)));
});

test('every rule of the table is named by the SDL or in code', () => {
  none(Object.keys(rules.rules).filter((name) => !usedInSdl.has(name) && !named.has(name)));
});

const prefixes = new Set(Object.keys(procedureRules()).map((name) => name.split('.')[0]));
const isProcedureRule = (literal: string): boolean => prefixes.has(literal.split('.')[0]) && !Object.hasOwn(rules.rules, literal);
const inDomains = product.filter(
  ({ path }) => /^services\/(?:[^/]+\/src\/domain|kernel\/src)\//.test(path) || /^infra\/(?:store|service)\/src\//.test(path),
);

test('every rule of the procedure is decided by a domain, the kernel, or what runs commands', () => {
  const decided = new Set(inDomains.flatMap(literalsOf));
  none(Object.keys(procedureRules()).filter((name) => !decided.has(name)));
});

test('domains refuse only by rules of the procedure', () => {
  none(
    inDomains.flatMap((file) =>
      literalsOf(file)
        .filter((literal) => isProcedureRule(literal) && !Object.hasOwn(procedureRules(), literal))
        .map((literal) => `${file.path}: ${literal}`),
    ),
  );
});

test('every rule of the procedure speaks English and Chinese', () => {
  none(
    Object.entries(procedureRules())
      .filter(([, { en, zh }]) => !/^[A-Z].*\.$/.test(en) || !/[\u4e00-\u9fff].*。$/.test(zh))
      .map(([name]) => name),
  );
});

test('every schema of an event is a schema', () => {
  const ajv = new Ajv2020({ allowUnionTypes: true });
  const base = new URL('../schemas/events/', import.meta.url);
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  expect(files.length).toBeGreaterThan(createEventSchemas().list().length);
  none(
    files
      .filter((file) => ajv.validateSchema(JSON.parse(readFileSync(new URL(file, base), 'utf8')) as object) !== true)
      .map((file) => `${file}: ${ajv.errorsText()}`),
  );
});

/** What its field or its use says in full: pages, payloads and the inputs of one mutation. */
const selfEvident = /(?:Connection|Edge|Payload|Input|Filter)$/;

const undescribed = (node: DefinitionNode): readonly string[] => {
  if (node.kind === Kind.OBJECT_TYPE_DEFINITION && ['Query', 'Mutation'].includes(node.name.value)) {
    return (node.fields ?? [])
      .filter(({ description }) => description === undefined)
      .map((field) => `${node.name.value}.${field.name.value}`);
  }
  if (!isTypeDefinitionNode(node) || node.name.value.includes('__') || selfEvident.test(node.name.value)) return [];
  return node.description === undefined ? [node.name.value] : [];
};

test('every query, mutation, type, enum and scalar of the graph is described', () => {
  none(parse(supergraphSdl()).definitions.flatMap(undescribed));
});
