/** What was just done on a page: its name, and the result or answer that it was about. */
export interface Done {
  readonly title: string;
  readonly known: Readonly<Record<string, unknown>>;
}

/** Without what would have somebody speak twice to one result: of several who sign, the others' turn keeps it open. */
export const notYetSaid = <Act extends Done>(acts: readonly Act[], done: Done | null): readonly Act[] =>
  acts.filter(({ known }) => known.digest === undefined || known.digest !== done?.known.digest);
