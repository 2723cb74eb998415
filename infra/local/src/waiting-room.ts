/** While a start takes long: what its processes say that they wait for. */
export interface WaitingRoom {
  /** A line of a process's log. */
  hear(name: string, line: string): void;
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
  const waiting = new Map<string, Set<string>>();
  const tell = (): void => {
    for (const [what, names] of waiting) report(`waiting for ${what} (${[...names].join(', ')})`);
    waiting.clear();
  };
  const timer = setInterval(tell, every);
  return {
    hear: (name, line) => {
      const what = waitingForIn(line);
      if (what !== null) waiting.set(what, (waiting.get(what) ?? new Set()).add(name));
    },
    leave: () => clearInterval(timer),
  };
};
