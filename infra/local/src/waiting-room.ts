/** While a start takes long: what a process says that it waits for. */
export interface WaitingRoom {
  /** A line of its log. */
  hear(line: string): void;
  leave(): void;
}

export interface WaitingRoomOptions {
  report(line: string): void;
  /** Milliseconds. */
  readonly every?: number;
}

const waitingForIn = (line: string): string | null => {
  // Logs are lines of JSON; what a runtime prints is not.
  if (!line.includes('"waitingFor"')) return null;
  try {
    return String((JSON.parse(line) as { readonly waitingFor?: unknown }).waitingFor);
  } catch {
    return null;
  }
};

/** Tells every so often what was said since; nothing where nothing was. */
export const createWaitingRoom = ({ report, every = 10_000 }: WaitingRoomOptions): WaitingRoom => {
  const waiting = new Set<string>();
  const tell = (): void => {
    for (const what of waiting) report(`waiting for ${what}`);
    waiting.clear();
  };
  const timer = setInterval(tell, every);
  return {
    hear: (line) => {
      const what = waitingForIn(line);
      if (what !== null) waiting.add(what);
    },
    leave: () => clearInterval(timer),
  };
};
