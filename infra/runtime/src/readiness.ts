/** What a process says of itself to whoever probes it. */
export interface Readiness {
  /** What it cannot serve without, by name. */
  readonly parts: Readonly<Record<string, boolean>>;
  /** What is away that it serves without for a while: the work for it is kept, and done when it is back. */
  readonly degraded?: readonly string[];
}

export interface ReadinessReply {
  readonly status: 200 | 503;
  readonly body: {
    readonly ready: boolean;
    readonly notReady: readonly string[];
    readonly degraded: readonly string[];
    readonly parts: Readonly<Record<string, boolean>>;
  };
}

/** The answer to GET /readyz. One that is degraded is ready: taking it out of service would make an outage of it. */
export const readinessReply = ({ parts, degraded = [] }: Readiness): ReadinessReply => {
  const notReady = Object.keys(parts).filter((name) => !parts[name]);
  const ready = notReady.length === 0;
  return { status: ready ? 200 : 503, body: { ready, notReady, degraded, parts } };
};
