import type { PolicyRules } from './policy.js';
import { roles } from './principal.js';

const grantRoles: readonly string[] = [...roles, 'ANONYMOUS'];
const wheres: readonly string[] = ['ANY', 'OWN', 'IN_REGION', 'OWN_UNIT', 'BY_CODE'];
const forAnybody: readonly string[] = ['ANY', 'BY_CODE'];
const template = /^[a-z]+:(?:[^{}]|\{(?:region|unit|office|person|post)\})+$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Groups = Readonly<Record<string, unknown>>;

const groupsOf = ({ groups = {} }: Record<string, unknown>): Groups => (isRecord(groups) ? groups : {});

/** A name in a list of grants stands for the grants of that group, in its place: the first grant that fits decides the post. */
const expanded = (allow: readonly unknown[], groups: Groups): readonly unknown[] =>
  allow.flatMap((grant) => {
    const group = typeof grant === 'string' && Object.hasOwn(groups, grant) ? groups[grant] : undefined;
    return Array.isArray(group) ? (group as readonly unknown[]) : [grant];
  });

function* grantProblems(name: string, rule: unknown, groups: Groups): Generator<string> {
  if (!isRecord(rule) || !Array.isArray(rule.allow)) return yield `rule ${name}: "allow" is not a list`;
  for (const argument of ['guessedBy', 'guess'])
    if (rule[argument] !== undefined && typeof rule[argument] !== 'string') yield `rule ${name}: "${argument}" is not a name`;
  for (const grant of expanded(rule.allow, groups)) {
    if (typeof grant === 'string') yield `rule ${name}: unknown group ${grant}`;
    else if (!isRecord(grant)) yield `rule ${name}: a grant is not an object`;
    else if (!grantRoles.includes(String(grant.role))) yield `rule ${name}: unknown role ${String(grant.role)}`;
    else if (!wheres.includes(String(grant.where))) yield `rule ${name}: unknown where ${String(grant.where)}`;
    else if (grant.role === 'ANONYMOUS' && !forAnybody.includes(String(grant.where)))
      yield `rule ${name}: ANONYMOUS can only be granted ANY or BY_CODE`;
    else if (grant.where === 'BY_CODE' && (grant.role !== 'ANONYMOUS' || typeof rule.guess !== 'string'))
      yield `rule ${name}: BY_CODE is for ANONYMOUS, under a rule that counts guesses`;
  }
}

function* seesProblems(role: string, templates: unknown): Generator<string> {
  if (!(roles as readonly string[]).includes(role)) return yield `sees: unknown role ${role}`;
  if (!Array.isArray(templates)) return yield `sees ${role}: not a list`;
  for (const each of templates as readonly unknown[]) {
    if (typeof each !== 'string' || !template.test(each)) yield `sees ${role}: not a key template: ${String(each)}`;
  }
}

function* standInProblems(role: string, value: unknown): Generator<string> {
  if (!isRecord(value) || !Array.isArray(value.for)) return yield `standsIn ${role}: "for" is not a list`;
  for (const each of value.for as readonly unknown[])
    if (!(roles as readonly string[]).includes(String(each))) yield `standsIn ${role}: unknown role ${String(each)}`;
  yield* seesProblems(role, value.sees);
}

/** Everything wrong with a rule table read from data; empty when it is good. */
export const policyProblems = (value: unknown): readonly string[] => {
  if (!isRecord(value) || !isRecord(value.rules) || !isRecord(value.sees)) return ['the policy needs "rules" and "sees"'];
  const groups = groupsOf(value);
  return [
    ...Object.entries(value.rules).flatMap(([name, rule]) => [...grantProblems(name, rule, groups)]),
    ...Object.entries(value.sees).flatMap(([role, templates]) => [...seesProblems(role, templates)]),
    ...Object.entries(isRecord(value.standsIn) ? value.standsIn : {}).flatMap(([role, each]) => [...standInProblems(role, each)]),
  ];
};

/** The rule table from data, its groups expanded. Throws with all problems at once. */
export const parsePolicyRules = (value: unknown): PolicyRules => {
  const problems = policyProblems(value);
  if (problems.length > 0) throw new Error(`the policy is not valid:\n${problems.join('\n')}`);
  const { rules, sees, standsIn = {}, ...rest } = value as Record<string, unknown> & PolicyRules;
  const whole = (rule: { readonly allow: readonly unknown[] }) => ({ ...rule, allow: expanded(rule.allow, groupsOf(rest)) });
  return {
    rules: Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, whole(rule)])),
    sees,
    standsIn,
  } as PolicyRules;
};
