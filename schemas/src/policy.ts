import { readJson } from './files.js';
import type { DirectoryChannelStatedV1, DirectoryPolicyStatedV1, DirectoryTagStatedV1 } from './generated/events.js';

/** Policy numbers of one version: days, weights, orders. Dated; every clock and figure cites the version it used. */
export type PolicyNumbers = DirectoryPolicyStatedV1;

/** A channel without its dates. */
export type ChannelTemplate = Omit<DirectoryChannelStatedV1, 'validFrom' | 'validTo'>;

/** The channels that a district begins with where it states none itself. */
export const firstChannels = (): readonly ChannelTemplate[] => readJson('policy/channels.json') as readonly ChannelTemplate[];

/** A tag without its dates. */
export type TagTemplate = Omit<DirectoryTagStatedV1, 'validFrom' | 'validTo'>;

/** The tags that a district begins with. */
export const firstTags = (): readonly TagTemplate[] => readJson('policy/tags.json') as readonly TagTemplate[];

/** The first version of the numbers. Later ones arrive by event. */
export const firstPolicyNumbers = (): PolicyNumbers => readJson('policy/numbers.v1.json') as PolicyNumbers;

/** Who may do and see what, as data. Its shape is infra/identity's `PolicyRules`; it is checked there. */
export const policyRules = (): unknown => readJson('policy/rules.json');

/** The rules of the procedure by name, with what a caller is told when one forbids something (docs/errors.md). */
export const procedureRules = (): Readonly<Record<string, { readonly en: string; readonly zh: string }>> =>
  readJson('policy/procedure.json') as Record<string, { readonly en: string; readonly zh: string }>;
