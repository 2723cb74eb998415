import { rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';

/** What a test can ask of a process of its stack, over a socket beside the product's own ports. */
export interface Controls {
  /** Sets the process's clock. */
  clock(time: number): Promise<null>;
  /** One round of due timers and outboxes, until nothing is being published. Answers how much there was to do. */
  sweep(): Promise<number>;
  /** Events not yet applied. */
  lag(): Promise<number>;
}

type Handlers = { readonly [Name in keyof Controls]: (...args: Parameters<Controls[Name]>) => ReturnType<Controls[Name]> };

/** In the process: answers until the process ends. */
export const serveControls = async (socket: string, handlers: Handlers): Promise<void> => {
  await rm(socket, { force: true });
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    incoming.on('end', () => {
      const name = (incoming.url ?? '').slice(1) as keyof Controls;
      const run = async (): Promise<unknown> => (handlers[name] as (...args: unknown[]) => Promise<unknown>)(...JSON.parse(body));
      run().then(
        (value) => response.end(JSON.stringify({ value })),
        (error: unknown) => response.end(JSON.stringify({ error: String(error) })),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  server.unref();
};

const ask = (socketPath: string, name: string, args: readonly unknown[]): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, path: `/${name}`, method: 'POST' }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        const { value, error } = JSON.parse(text) as { readonly value?: unknown; readonly error?: string };
        if (error === undefined) resolve(value);
        else reject(new Error(`${name}: ${error}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(args));
  });

/** In the test. */
export const controlsOf = (socket: string): Controls => ({
  clock: (time) => ask(socket, 'clock', [time]) as Promise<null>,
  sweep: () => ask(socket, 'sweep', []) as Promise<number>,
  lag: () => ask(socket, 'lag', []) as Promise<number>,
});
