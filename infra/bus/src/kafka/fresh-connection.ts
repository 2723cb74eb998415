import { createRequire } from 'node:module';

interface Connection {
  bytesBuffered: number;
  bytesNeeded: number;
  chunks: readonly Buffer[];
  isConnected(): boolean;
  connect(): Promise<boolean>;
}

const patched = Symbol.for('daqidi.kafkajs.freshConnection');
const sizeOfLength = 4;

/**
 * kafkajs 2.2.4 connects the same object anew and reads on with what was left of an answer that was cut: it takes a piece of the
 * old for the length of the new, and throws out of the socket's listener, which ends the process. To be looked at again with any
 * other release: hence the exact version in package.json.
 */
export const forgetCutAnswers = (): void => {
  const load = createRequire(import.meta.url);
  const { prototype } = load('kafkajs/src/network/connection') as { prototype: Connection & { [patched]?: true } };
  if (prototype[patched]) return;
  const connect = prototype.connect;
  prototype.connect = function (this: Connection): Promise<boolean> {
    if (!this.isConnected()) Object.assign(this, { chunks: [], bytesBuffered: 0, bytesNeeded: sizeOfLength });
    return connect.call(this);
  };
  prototype[patched] = true;
};
