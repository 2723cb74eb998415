import type { EventIdentity } from './event-schemas.js';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Look-up hashes are a record of intake's own: whoever reads an event that still has one never learns of it. */
const withoutLookupHash = (data: Data): Data => {
  const { petitioner } = data;
  if (!isData(petitioner)) return data;
  const { lookupHash: _, ...rest } = petitioner;
  return { ...data, petitioner: rest };
};

/** By `<group>/<type>.v<version>`: what was written in an earlier form, in today's. */
const upcasts: Readonly<Record<string, (data: Data) => Data>> = {
  'intake/AppealSubmitted.v1': withoutLookupHash,
};

/** The data of an event as today's schema has it, whatever form they were written in. What fits none is left for the schema to refuse. */
export const upcast = ({ group, type, v }: EventIdentity, data: unknown): unknown => {
  const change = upcasts[`${group}/${type}.v${v}`];
  return change === undefined || !isData(data) ? data : change(data);
};
