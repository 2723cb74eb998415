/** The keys by which a document is seen, and those from which it is hidden whatever else they see. */
export interface Visibility {
  readonly seenBy: readonly string[];
  readonly barred: readonly string[];
}

/** What a reader brings: `sees` come from the posts, `is` are the person and every unit he belongs to. */
export interface ReaderScope {
  readonly sees: readonly string[];
  readonly is: readonly string[];
}

/** The one filter of the platform: `seenBy ∩ sees ≠ ∅` and `barred ∩ is = ∅`, asked of the database. */
export const scopeFilter = (scope: ReaderScope): Record<string, unknown> => ({
  seenBy: { $in: [...scope.sees] },
  ...(scope.is.length === 0 ? {} : { barred: { $nin: [...scope.is] } }),
});
