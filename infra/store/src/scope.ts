import type { Scope } from '@daqidi/identity';

/** The keys by which a document is seen, and those from which it is hidden whatever else they see. */
export interface Visibility {
  readonly seenBy: readonly string[];
  readonly barred: readonly string[];
}

/** The one filter of the platform: `seenBy ∩ sees ≠ ∅` and `barred ∩ is = ∅`, asked of the database. */
export const scopeFilter = (scope: Scope): Record<string, unknown> => ({
  seenBy: { $in: [...scope.sees] },
  ...(scope.is.length === 0 ? {} : { barred: { $nin: [...scope.is] } }),
});
