declare namespace jest {
  interface Satisfying {
    asymmetricMatch(other: unknown): boolean;
  }
  interface Expect {
    /** A failure begins with the message: scripts/jest/expect.mjs. */
    <T>(actual: T, message: string): JestMatchers<T>;
    /** Stands for whatever passes the predicate. */
    toSatisfy<T>(predicate: (value: T) => boolean): Satisfying;
  }
  // biome-ignore lint/complexity/noBannedTypes: merged with the interface of that shape.
  interface Matchers<R, T = {}> {
    /** Passes what the predicate answers true for. A predicate may make assertions of its own. */
    toSatisfy<V>(predicate: (value: V) => boolean): R;
    toThrow(expected: Satisfying): R;
  }
}
