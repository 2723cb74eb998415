export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What was chosen has its name, also where the list that is offered now does not hold it. */
export const withChosen = (options: readonly Choice[], chosen: Choice | undefined): Choice[] =>
  chosen === undefined || options.some(({ value }) => value === chosen.value) ? [...options] : [chosen, ...options];
