import type { Actor } from '@daqidi/events';
import { type Asked, byRule, commandsOn } from '@daqidi/service';
import { turnOf } from './domain/countersign.js';
import type { EntryEvent, EntryFacts, EntryState } from './domain/entry.js';
import { handlingUnit } from './domain/handle.js';
import { isLeaderSlot, type LeadersOf } from './domain/signing-turn.js';
import { type EntryDocument, recusedIn, subjectOf } from './subject.js';
import type { Tools } from './tools.js';

interface NamesEntry {
  readonly appealId: string;
}

type AskedOfEntry = Asked<Tools, EntryDocument, NamesEntry>;

/** A command on a ledger entry. */
export const entryCommand = commandsOn<Tools, EntryState, EntryFacts, EntryEvent, NamesEntry>({
  aggregates: ({ model }) => model.entries,
  id: ({ appealId }) => appealId,
  subject: subjectOf,
  recused: recusedIn,
});

/** Only the unit whose handler works on it acts; others above may look on. */
export const byHandler = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const unit = handlingUnit(document.state, (unitId) => tools.directory.holders(unitId, 'HANDLER', now).length > 0);
  return byRule(tools, caller, undefined, { ...subject, units: unit === null ? [] : [unit] });
};

/** The post that a signature names: the one the slot asks for, in the nearest unit, where the caller holds it. */
export const bySigner = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const actor = byRule(tools, caller, undefined, subject);
  const slot = turnOf(document.state, tools.directory.policy(now).countersignOrder);
  if (!isLeaderSlot(slot)) return actor;
  const fitting = document.state.unitPath.flatMap((unit) =>
    caller.principal.posts.filter((post) => post.role === slot && post.unitId === unit),
  );
  return fitting[0] === undefined ? actor : { person: actor.person, post: fitting[0].id };
};

/** Whom the directory names as leaders at this moment. */
export const leadersAt =
  ({ directory }: Tools, now: number): LeadersOf =>
  (unitId, slot) =>
    directory.holders(unitId, slot, now).map(({ personId }) => personId);
