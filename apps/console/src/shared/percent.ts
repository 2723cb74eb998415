/** A rate as people read it; a dash where nothing was counted. */
export const percent = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(1)} %`);
