import { type Caller, type CommandInput, commandCall, permitted } from '@daqidi/service';
import { type EntryDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

/**
 * The call of a command of whoever handles the entry: the holder's own handler or, where it has none now, that of the nearest unit
 * above (domain, 2.3). Others above may look on.
 */
export const handlerCall = ({ rules, directory, clock }: Tools, caller: Caller, input: CommandInput) =>
  commandCall<EntryDocument>(caller, input, (document) => {
    const unit = document.state.unitPath.find((each) => directory.holders(each, 'HANDLER', clock.now()).length > 0);
    return permitted(rules, caller, { ...subjectOf(document), units: unit === undefined ? [] : [unit] });
  });
