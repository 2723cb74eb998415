/** What decides who may learn of a case. */
export interface CaseScope {
  /** From the district down to the place. */
  readonly regionPath: readonly string[];
  /** Keys of those who never learn of it. */
  readonly barred: readonly string[];
  /** Born narrow: only oversight, the petitioner and who was given it. */
  readonly restricted: boolean;
  /** Null where the petitioner has no part in this document. */
  readonly petitionerId: string | null;
  /** Units that have or had it, and those above them. */
  readonly units: readonly string[];
}

export const unitKeys = (units: readonly string[]): readonly string[] => units.map((unit) => `unit:${unit}`);

/** The scope keys of a case-bound document, the same in every service (schemas/policy/rules.json says who holds which key). */
export const caseVisibility = (scope: CaseScope): { readonly seenBy: readonly string[]; readonly barred: readonly string[] } => ({
  seenBy: [
    ...(scope.restricted ? ['office:DISCIPLINE', 'office:LETTERS'] : scope.regionPath.map((region) => `region:${region}`)),
    ...(scope.petitionerId === null ? [] : [`person:${scope.petitionerId}`]),
    ...unitKeys([...new Set(scope.units)]),
  ],
  barred: scope.barred,
});
