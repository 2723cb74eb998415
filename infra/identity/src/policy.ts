import type { Post, Principal, Role } from './principal.js';

/** BY_CODE: to nobody by itself; whoever shows the petitioner's query code acts as him, which the command sees to. */
export type Where = 'ANY' | 'OWN' | 'IN_REGION' | 'OWN_UNIT' | 'BY_CODE';

/** A grant to ANONYMOUS is a grant to everybody; one to PETITIONER needs no post. */
export interface Grant {
  readonly role: Role | 'ANONYMOUS';
  readonly where: Where;
}

export interface Rule {
  readonly allow: readonly Grant[];
  /**
   * For what is granted to whoever shows a code that could be guessed: the argument that says whose code it is, by its path
   * (`input.appealId`). Attempts are counted by it and by address.
   */
  readonly guessedBy?: string;
  /** The argument that holds the code, by its path, where it may be left out: then nothing is guessed. */
  readonly guess?: string;
}

/** `region:{region}`, `unit:{unit}`, `office:{office}`, `person:{person}`, `post:{post}` or fixed keys such as `office:DISCIPLINE`. */
export type KeyTemplate = string;

export interface PolicyRules {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly sees: Readonly<Partial<Record<Role, readonly KeyTemplate[]>>>;
  /** What an officer of a role sees besides, while nobody holds any of the other roles for the region of his post. */
  readonly standsIn?: Readonly<Partial<Record<Role, StandIn>>>;
}

export interface StandIn {
  readonly for: readonly Role[];
  readonly sees: readonly KeyTemplate[];
}

/** What a decision is about: the regions above it (itself included), its units and the persons it belongs to. */
export interface Subject {
  readonly regionPath: readonly string[];
  readonly units: readonly string[];
  readonly persons: readonly string[];
}

/** Who may do it, and under which post (null: as a petitioner, or as anybody). Fits an event's actor. */
export interface Permission {
  readonly person: string;
  readonly post: string | null;
}

const noSubject: Subject = { regionPath: [], units: [], persons: [] };

const ruleNamed = (rules: PolicyRules, name: string): Rule => {
  const rule = Object.hasOwn(rules.rules, name) ? rules.rules[name] : undefined;
  if (!rule) throw new Error(`the policy has no rule named "${name}"`);
  return rule;
};

/** The ways in which this principal holds the grant's role: by posts, or without one (null). */
const holdings = (grant: Grant, principal: Principal): readonly (Post | null)[] => {
  if (grant.where === 'BY_CODE') return principal.kind === 'ANONYMOUS' ? [null] : [];
  if (grant.role === 'ANONYMOUS') return [null];
  const posts = principal.posts.filter((post) => post.role === grant.role);
  return grant.role === 'PETITIONER' && principal.kind === 'PETITIONER' ? [null, ...posts] : posts;
};

const reaches = (where: Where, principal: Principal, post: Post | null, subject: Subject): boolean => {
  switch (where) {
    case 'ANY':
      return true;
    case 'OWN':
      return principal.kind !== 'ANONYMOUS' && subject.persons.includes(principal.person);
    case 'IN_REGION':
      return post !== null && subject.regionPath.includes(post.regionId);
    case 'OWN_UNIT':
      return post !== null && subject.units.includes(post.unitId);
    default:
      return false;
  }
};

/**
 * Denied (null) unless a grant of the rule says otherwise. Without a subject only grants for ANY can match.
 * An unknown rule name throws: a programming error.
 */
export const permit = (
  rules: PolicyRules,
  name: string,
  principal: Principal,
  subject: Subject = noSubject,
): Permission | null => {
  for (const grant of ruleNamed(rules, name).allow) {
    for (const post of holdings(grant, principal)) {
      if (reaches(grant.where, principal, post, subject)) return { person: principal.person, post: post?.id ?? null };
    }
  }
  return null;
};

/** Whether any grant's role fits the principal, whatever the subject. An unknown rule name throws. */
export const mayEver = (rules: PolicyRules, name: string, principal: Principal): boolean =>
  ruleNamed(rules, name).allow.some((grant) => holdings(grant, principal).length > 0);

/** The principal with those posts only whose role a grant of the rule names, and a petitioner only where it names petitioners. */
export const underRule = (rules: PolicyRules, name: string, principal: Principal): Principal => {
  const granted = new Set<string>(ruleNamed(rules, name).allow.flatMap(({ role, where }) => (where === 'BY_CODE' ? [] : [role])));
  if (granted.has('ANONYMOUS')) return principal;
  const kind = principal.kind === 'PETITIONER' && !granted.has('PETITIONER') ? 'OFFICER' : principal.kind;
  return { ...principal, kind, posts: kind === principal.kind ? principal.posts.filter(({ role }) => granted.has(role)) : [] };
};

/** Whether the rule can be decided without a subject: all its grants are for ANY. An unknown rule name throws. */
export const needsNoSubject = (rules: PolicyRules, name: string): boolean =>
  ruleNamed(rules, name).allow.every((grant) => grant.where === 'ANY');
