declare namespace jest {
  interface Expect {
    /** A failure begins with the message: scripts/jest/expect-message.mjs. */
    <T>(actual: T, message: string): JestMatchers<T>;
  }
}
