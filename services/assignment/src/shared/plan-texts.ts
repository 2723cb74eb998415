/** The texts of a plan's steps are kept as one: they are stated together. */
export const writeTexts = (texts: readonly string[]): string => JSON.stringify(texts);

/** The one at this place; null where what was kept has been erased. */
export const readText = (kept: string | null, at: number): string | null =>
  kept === null ? null : ((JSON.parse(kept) as readonly string[])[at] ?? null);
