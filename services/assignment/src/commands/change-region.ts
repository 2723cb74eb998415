import { type Command, text } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import type { RecordState } from '../domain/directory-state.js';
import { changeRegion as decide } from '../domain/regions.js';
import type { ChangeRegionInput } from '../generated/schema.js';
import { changeIn, knownAt, regionCommand } from '../shared/directory-commands.js';
import type { Tools } from '../tools.js';

const changeOf = ({ successorRegionIds: successorIds = null, ...input }: ChangeRegionInput) =>
  changeIn({ ...input, successorIds });

const change = regionCommand<ChangeRegionInput, 'reason'>({
  rule: 'directory.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ tools, state, input, texts: { reason }, now }) => decide(state, changeOf(input), knownAt(tools, now), reason),
});

export const changeRegion: Command<Tools, ChangeRegionInput, AggregateDocument<RecordState<'RegionStated'>, null>> = {
  rule: change.rule,
  run: async (tools, caller, input) => {
    // A name is public and goes into no vault, where texts are checked before anything is looked for.
    changeOf(input);
    return change.run(tools, caller, input);
  },
};
