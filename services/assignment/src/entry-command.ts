import type { Actor } from '@daqidi/events';
import { competentDesk, deskRole } from '@daqidi/kernel';
import { type Asked, byRule, commandsOn } from '@daqidi/service';
import type { EntryEvent, EntryFacts, EntryState } from './domain/entry.js';
import { type HandlersOf, handlingUnit } from './domain/handler.js';
import { type LeadersOf, leaderSlots } from './domain/signing-turn.js';
import { type EntryDocument, recusedIn, subjectOf } from './subject.js';
import type { Tools } from './tools.js';

interface NamesEntry {
  readonly appealId: string;
}

export type AskedOfEntry = Asked<Tools, EntryDocument, NamesEntry>;

/** A command on a ledger entry. */
export const entryCommand = commandsOn<Tools, EntryState, EntryFacts, EntryEvent, NamesEntry>({
  aggregates: ({ model }) => model.entries,
  id: ({ appealId }) => appealId,
  subject: subjectOf,
  recused: recusedIn,
});

/** Only the unit whose handler works on it acts; others above may look on. */
export const byHandler = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const unit = handlingUnit(document.state, handlersAt(tools, now));
  return byRule(tools, caller, undefined, { ...subject, units: unit === null ? [] : [unit] });
};

/** The letters office names the unit or, while it is vacant, whoever stands in for it; nobody else. */
export const byDistributor = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const { scope } = document.facts;
  const role = scope === null ? null : deskRole[competentDesk(tools.directory, 'LETTERS', { scope, now })];
  const posts = caller.principal.posts.filter((post) => post.role === role);
  return byRule(tools, { ...caller, principal: { ...caller.principal, posts } }, undefined, subject);
};

/** Only leaders of the unit that has it name its handler, and those of the next unit above; where there are none, of the next. */
export const byNamingLeader = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const leadersOf = leadersAt(tools, now);
  const led = document.state.unitPath.filter((unit) => leaderSlots.some((slot) => leadersOf(unit, slot).length > 0));
  return byRule(tools, caller, undefined, { ...subject, units: led.slice(0, 2) });
};

/** Whom the directory names as handlers at this moment. */
export const handlersAt =
  ({ directory }: Tools, now: number): HandlersOf =>
  (unitId) =>
    directory.holders(unitId, 'HANDLER', now).map(({ personId }) => personId);

/** Whom the directory names as leaders at this moment. */
export const leadersAt =
  ({ directory }: Tools, now: number): LeadersOf =>
  (unitId, slot) =>
    directory.holders(unitId, slot, now).map(({ personId }) => personId);
