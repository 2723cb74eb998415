/** What is wrong with a district's files, and where. */
export interface Problem {
  readonly file: string;
  /** Counted from 1, the heading included; of JSON the item's number; 0 for a whole file. */
  readonly line: number;
  /** Which kind of fault: docs/another-district.md explains each. */
  readonly code: string;
  readonly message: string;
}

/** One line, as compilers write it. */
export const problemLine = ({ file, line, code, message }: Problem): string => `${file}:${line} ${code}: ${message}`;

/** Files that cannot be loaded, with everything that is wrong with them. */
export class BadDistrict extends Error {
  override readonly name = 'BadDistrict';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}
