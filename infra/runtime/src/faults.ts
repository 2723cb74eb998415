/**
 * Named places where tests may kill or fail the process (`after-texts-before-save`, `after-save-before-archive`, `after-publish-before-clear`,
 * `after-effect-before-offset` …). Production passes `noFaults`.
 */
export type FaultPoints = (point: string) => void | Promise<void>;

export const noFaults: FaultPoints = () => undefined;
