import { type Caller, type CommandInput, commandCall, permitted } from '@daqidi/service';
import { type EntryDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

/** The call of a command on an entry, under whichever post the policy lets the caller use. */
export const entryCall = ({ rules }: Tools, caller: Caller, input: CommandInput) =>
  commandCall<EntryDocument>(caller, input, (document) => permitted(rules, caller, subjectOf(document)));
