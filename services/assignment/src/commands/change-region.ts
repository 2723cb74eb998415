import { text } from '@daqidi/service';
import { changeRegion as decide } from '../domain/regions.js';
import type { ChangeRegionInput } from '../generated/schema.js';
import { changeIn, checkedBefore, knownAt, regionCommand } from '../shared/directory-commands.js';

const changeOf = ({ successorRegionIds: successorIds = null, ...input }: ChangeRegionInput) =>
  changeIn({ ...input, successorIds });

export const changeRegion = checkedBefore(
  regionCommand<ChangeRegionInput, 'reason'>({
    rule: 'directory.state',
    texts: { reason: text(2, 1_000) },
    decide: ({ tools, state, input, texts: { reason }, now }) => decide(state, changeOf(input), knownAt(tools, now), reason),
  }),
  changeOf,
);
