import { readTable } from '@daqidi/service';

export interface Subject {
  readonly code: string;
  readonly level1: string;
  readonly level2: string;
}

export interface Subjects {
  readonly list: readonly Subject[];
  get(code: string): Subject | undefined;
}

/** The first two levels of the national subject table for petitions, in its order. */
export const createSubjects = (): Subjects => {
  const byCode = new Map<string, Subject>();
  for (const [level1 = '', level2 = ''] of readTable(new URL('../../seed/subjects.csv', import.meta.url))) {
    const code = `${level1}/${level2}`;
    byCode.set(code, { code, level1, level2 });
  }
  return { list: [...byCode.values()], get: (code) => byCode.get(code) };
};
