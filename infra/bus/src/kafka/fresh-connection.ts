import { wrapLibraryMethod } from './wrap-library.js';

interface Connection {
  isConnected(): boolean;
  connect(): Promise<boolean>;
}

/** Bytes of the length that stands before each answer. */
const sizeOfLength = 4;

/**
 * The library connects the same object anew and reads on with what was left of an answer that was cut: it takes a piece of the
 * old for the length of the new, and throws out of the socket's listener, which ends the process.
 */
export const forgetCutAnswers = (): void =>
  wrapLibraryMethod<Connection>(
    'network/connection',
    'connect',
    (connect) =>
      function () {
        if (!this.isConnected()) Object.assign(this, { chunks: [], bytesBuffered: 0, bytesNeeded: sizeOfLength });
        return connect.call(this);
      },
  );
