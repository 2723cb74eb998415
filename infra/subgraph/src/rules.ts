import type { PolicyRules } from '@daqidi/identity';
import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode, parse } from 'graphql';

export interface RootField {
  /** `Query.appeal` */
  readonly coordinate: string;
  /** What its @rule names; undefined where it has none. */
  readonly rule: string | undefined;
}

const isObjectType = (node: { readonly kind: string }): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;

/** The federation runtime's own fields, which a printed SDL shows. */
const federationFields = new Set(['_entities', '_service']);

const rootTypeNames = (document: DocumentNode): ReadonlySet<string> => {
  const named = document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.operationTypes ?? []).map(({ type }) => type.name.value)
      : [],
  );
  return new Set(['Query', 'Mutation', 'Subscription', ...named]);
};

export const rootFields = (document: DocumentNode): readonly RootField[] => {
  const roots = rootTypeNames(document);
  return document.definitions
    .filter(isObjectType)
    .filter((node) => roots.has(node.name.value))
    .flatMap((node) =>
      (node.fields ?? [])
        .filter(({ name }) => !federationFields.has(name.value))
        .map((field) => {
          const argument = field.directives
            ?.find(({ name }) => name.value === 'rule')
            ?.arguments?.find(({ name }) => name.value === 'name');
          return {
            coordinate: `${node.name.value}.${field.name.value}`,
            rule: argument?.value.kind === Kind.STRING ? argument.value.value : undefined,
          };
        }),
    );
};

/** Every root field that names no rule, or one that is not in the table; empty when all is well. */
export const checkRules = (typeDefs: string, rules: PolicyRules): readonly string[] =>
  rootFields(parse(typeDefs)).flatMap(({ coordinate, rule }) => {
    if (rule === undefined) return [`${coordinate} names no rule: add @rule(name: …)`];
    return Object.hasOwn(rules.rules, rule) ? [] : [`${coordinate} names the rule "${rule}", which the policy does not have`];
  });
