import { connect } from 'node:net';
import { unavailable } from '@daqidi/runtime';

export type Verdict = 'CLEAN' | 'HELD';

/** Looks for harmful code. Throws UNAVAILABLE where it is away or does not answer in time. */
export interface Scanner {
  scan(content: AsyncIterable<Buffer>): Promise<Verdict>;
}

export interface ScannerAddress {
  readonly host: string;
  readonly port: number;
}

/** Milliseconds in which something has to happen. */
const patience = 10_000;

/** What a chunk's length is written in. */
const lengthOf = (content: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return length;
};

/** A scanner that speaks INSTREAM: chunks with their length, an empty one at the end, and one line for an answer. */
export const createInstreamScanner = ({ host, port }: ScannerAddress, milliseconds = patience): Scanner => ({
  scan: (content) =>
    new Promise<Verdict>((resolve, reject) => {
      const socket = connect({ host, port });
      let answer = '';
      const fail = (error: unknown): void => {
        socket.destroy();
        reject(unavailable(error));
      };
      socket.setTimeout(milliseconds, () => fail(new Error('the scanner does not answer')));
      socket.on('error', fail);
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
      });
      socket.on('close', () => {
        const line = answer.replace(/\0/g, '').trim();
        if (line.endsWith('OK')) resolve('CLEAN');
        else if (line.endsWith('FOUND')) resolve('HELD');
        else reject(unavailable(new Error('the scanner gave no verdict')));
      });
      const send = async (): Promise<void> => {
        socket.write('zINSTREAM\0');
        for await (const chunk of content) {
          if (socket.destroyed) return;
          const isRoom = socket.write(Buffer.concat([lengthOf(chunk), chunk]));
          if (!isRoom)
            await new Promise<void>((ready) => {
              socket.once('drain', ready);
              socket.once('close', ready);
            });
        }
        socket.write(lengthOf(Buffer.alloc(0)));
      };
      socket.on('connect', () => void send().catch(fail));
    }),
});
