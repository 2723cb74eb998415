import { type Caller, type CommandInput, commandCall, permitted } from '@daqidi/service';
import { type OrderDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';

/** The call of a command on an order, under whichever post the policy lets the caller use. */
export const orderCall = ({ rules }: Tools, caller: Caller, input: CommandInput) =>
  commandCall<OrderDocument>(caller, input, (document) => permitted(rules, caller, subjectOf(document)));
