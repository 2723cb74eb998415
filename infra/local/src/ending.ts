/** How a program ended. */
export interface Ending {
  /** What its log said last. */
  readonly lines: readonly string[];
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** What runtimes, Kafka and mongod call an error. */
const failure = /ERROR|Exception|Error: |"s":"[EF]"/;

/** What among these lines says what is wrong: what a program of ours says of itself, else the first error, else the last line. */
export const tellingLine = (lines: readonly string[]): string | undefined => {
  const said = lines.map((line) => line.replaceAll(escapes, '').trim()).filter((line) => line !== '');
  const own = said.findLast((line) => /^daqidi [\w-]+: /.test(line));
  return (own ?? said.find((line) => failure.test(line)) ?? said.at(-1))?.slice(0, 300);
};

/** In one line. Whatever was logged before a signal has nothing to do with it. */
export const endingLine = ({ lines, exitCode, signal }: Ending): string =>
  signal === null ? `${tellingLine(lines) ?? 'no word'}, exit code ${exitCode}` : `killed by ${signal}`;
