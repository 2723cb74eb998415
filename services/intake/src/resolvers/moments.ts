import type { Conditions } from './case-selection.js';

export const iso = (moment: string): string => new Date(moment).toISOString();

/** Half-open, in the terms of the field; null where neither end is given. */
export const range = <Value>(from: Value | null, before: Value | null): Conditions | null =>
  from === null && before === null
    ? null
    : { ...(from === null ? {} : { $gte: from }), ...(before === null ? {} : { $lt: before }) };

interface Period {
  readonly from?: string | null;
  readonly before?: string | null;
}

/** Of a field `<moment>|<id>`. */
export const during = ({ from, before }: Period): Conditions | null =>
  range(from ? iso(from) : null, before ? iso(before) : null);

/** A condition on a field, where there is one. */
export const named = (field: string, condition: unknown): Conditions => (condition === null ? {} : { [field]: condition });
