import { type KeyTemplate, type PolicyRules, underRule } from './policy.js';
import type { Post, Principal } from './principal.js';

/**
 * A principal's keys. A document is visible when its `seenBy` meets `sees` and its `barred` does not meet `is`; that is
 * asked of the database, never of memory.
 */
export interface Scope {
  readonly sees: readonly string[];
  readonly is: readonly string[];
}

export const regionKey = (regionId: string): string => `region:${regionId}`;
export const unitKey = (unitId: string): string => `unit:${unitId}`;
/** The first year that has keys: what arose earlier is reckoned from it. */
export const earliestYear = 1990;

/** Who was part of the unit, or stood under it, in that year or after it. */
export const unitSinceKey = (unitId: string, year: number): string => `unit:${unitId}@${year}`;
/** The key of a unit whatever the year; every other as it is. */
export const withoutYear = (key: string): string => key.replace(/@\d{4}$/, '');
export const officeKey = (office: string): string => `office:${office}`;
export const personKey = (person: string): string => `person:${person}`;

const placeholder = /\{([^{}]*)\}/g;

/** The key, or null where the post has no such value. An unknown placeholder throws: an error in the policy. */
const fill = (template: KeyTemplate, principal: Principal, post: Post | null): string | null => {
  const values = new Map<string, string | null>([
    ['person', principal.person],
    ['region', post?.regionId ?? null],
    ['unit', post?.unitId ?? null],
    ['office', post?.office ?? null],
    ['post', post?.id ?? null],
  ]);
  let complete = true;
  const key = template.replace(placeholder, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`unknown placeholder {${name}} in the key template "${template}"`);
    if (value === null) complete = false;
    return value ?? '';
  });
  return complete ? key : null;
};

const distinct = (keys: Iterable<string>): readonly string[] => [...new Set(keys)].sort();

/** Somebody competent always remains, and has to see what is to be done (domain, 3). A machine only carries. */
const isLeftAlone = ({ standsIn }: PolicyRules, { kind, vacant }: Principal, { role, regionId }: Post): boolean => {
  const others = standsIn?.[role]?.for;
  return kind === 'OFFICER' && others !== undefined && others.every((each) => vacant?.[regionId]?.includes(each) ?? false);
};

/** The keys of everything this principal sees, and of everything it is. Nobody sees nothing. */
export const scopeOf = (rules: PolicyRules, principal: Principal): Scope => {
  if (principal.kind === 'ANONYMOUS') return { sees: [], is: [] };
  const sees: string[] = [];
  const take = (templates: readonly KeyTemplate[] | undefined, post: Post | null): void => {
    for (const template of templates ?? []) {
      const key = fill(template, principal, post);
      if (key !== null) sees.push(key);
    }
  };
  if (principal.kind === 'PETITIONER') take(rules.sees.PETITIONER, null);
  for (const post of principal.posts) {
    take(rules.sees[post.role], post);
    if (isLeftAlone(rules, principal, post)) take(rules.standsIn?.[post.role]?.sees, post);
  }
  return { sees: distinct(sees), is: distinct([personKey(principal.person), ...principal.standing]) };
};

/**
 * The scope of a list or figure under a rule: what the posts see that the rule grants, so that a post which may not read
 * figures widens none. What the principal is stays whole: a conflict follows the person.
 */
export const scopeUnder = (rules: PolicyRules, rule: string, principal: Principal): Scope => ({
  sees: scopeOf(rules, underRule(rules, rule, principal)).sees,
  is: scopeOf(rules, principal).is,
});
