import type { Actor } from '@daqidi/events';
import type { Post, Role } from '@daqidi/identity';
import { competentDesk, isConflicted, membersOf, partiesIn, reachingRole } from '@daqidi/kernel';
import { type Asked, byRule, commandsOn, type TakesFiles, underPost } from '@daqidi/service';
import { accessOf } from './domain/access.js';
import type { EntryFacts } from './domain/entry-facts.js';
import { type HandlersOf, handlingUnit } from './domain/handler.js';
import { openRequest } from './domain/request.js';
import { type LeadersOf, leaderSlots } from './domain/signing-turn.js';
import { type Vacancy, vacancyOf } from './domain/vacancy.js';
import { decidersAt } from './shared/deciding.js';
import type { EntryDocument } from './subject.js';
import type { Tools } from './tools.js';

interface NamesEntry {
  readonly appealId: string;
}

export type AskedOfEntry = Asked<Tools, EntryDocument, NamesEntry>;

/** A command on a ledger entry. */
export const entryCommand = commandsOn({
  aggregates: ({ model }: Tools) => model.entries,
  id: ({ appealId }: NamesEntry) => appealId,
  ...partiesIn(accessOf),
});

/** Evidence of the office's own comes with what is written about an entry, as much as the policy lets a case hold. */
export const takesEvidence: TakesFiles<EntryDocument['state']> = { of: 'STAFF', heldBytes: ({ fileBytes = 0 }) => fileBytes };

/** Only the unit whose handler works on it acts; others above may look on. */
export const byHandler = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const unit = handlingUnit(document.state, handlersAt(tools, document.facts, now));
  return byRule(tools, caller, undefined, { ...subject, units: unit === null ? [] : [unit] });
};

/** Who may name the unit now: the letters office or, while nobody there may, whoever stands in for it. */
export const distributors = ({ directory }: Tools, { scope }: EntryFacts, now: number): readonly Post[] =>
  scope === null ? [] : membersOf(directory, competentDesk(directory, 'LETTERS', { scope, now }), { scope, now });

/** The letters office names the unit or, while nobody there may, whoever stands in for it; nobody else. */
export const byDistributor = (asked: AskedOfEntry): Actor => {
  const mayName = distributors(asked.tools, asked.document.facts, asked.now).map(({ id }) => id);
  return underPost(asked, ({ id }) => mayName.includes(id));
};

/** Only the unit that was given it speaks for itself: those above it may look on. */
export const byHolder = ({ tools, caller, document: { state }, subject }: AskedOfEntry): Actor =>
  byRule(tools, caller, undefined, { ...subject, units: state.holderUnitId === null ? [] : [state.holderUnitId] });

/** Whoever sent the case, or the level above, decides what its unit asked; nobody else. */
export const byDecider = (asked: AskedOfEntry): Actor => {
  const { tools, caller, document, subject } = asked;
  if (openRequest(document.state) === null) return byRule(tools, caller, undefined, subject);
  const mayDecide = decidersAt(tools, document, asked.now).map(({ id }) => id);
  return underPost(asked, ({ id }) => mayDecide.includes(id));
};

/** Only leaders of the unit that has it name its handler, and those of the next unit above; where there are none, of the next. */
export const byNamingLeader = ({ tools, caller, document, now, subject }: AskedOfEntry): Actor => {
  const leadersOf = leadersAt(tools, document.facts, now);
  const led = document.state.unitPath.filter((unit) => leaderSlots.some((slot) => leadersOf(unit, slot).length > 0));
  return underPost({ tools, caller, subject: { ...subject, units: led.slice(0, 2) } }, ({ role }) =>
    leaderSlots.some((slot) => slot === role),
  );
};

/** Who holds the role in the unit at this moment and is in no conflict with the case. */
const competentAt = ({ directory }: Tools, { scope }: EntryFacts, now: number, unitId: string, role: Role): readonly string[] =>
  directory
    .holders(unitId, role, now)
    .map(({ personId }) => personId)
    .filter((person) => scope === null || !isConflicted(directory, scope, person, now));

/** Whom the directory names as handlers at this moment, without those who are in conflict with the case. */
export const handlersAt =
  (tools: Tools, facts: EntryFacts, now: number): HandlersOf =>
  (unitId) =>
    competentAt(tools, facts, now, unitId, 'HANDLER');

/** Whom the directory names as leaders at this moment, without those who are in conflict with the case. */
export const leadersAt =
  (tools: Tools, facts: EntryFacts, now: number): LeadersOf =>
  (unitId, slot) =>
    competentAt(tools, facts, now, unitId, slot);

/** The post that the next step needs and that nobody holds now, in the unit that has the case or above. */
export const vacancyAt = (tools: Tools, { state, facts }: Pick<EntryDocument, 'state' | 'facts'>, now: number): Vacancy =>
  vacancyOf(state, {
    order: tools.directory.policy(now).countersignOrder,
    handlersOf: handlersAt(tools, facts, now),
    leadersOf: leadersAt(tools, facts, now),
    hasDistributor: distributors(tools, facts, now).length > 0,
  });

/** Which role reaches the petitioner of this case. */
export const reachingAt = ({ directory }: Tools, { scope, submitted }: EntryFacts, now: number): Role =>
  scope === null ? 'CENTRE_CLERK' : reachingRole(directory, submitted?.petitioner.protected ?? false, { scope, now });

/** Only who reaches the petitioner of this case acts for him (domain, 3). */
export const byReacher = (asked: AskedOfEntry): Actor => {
  const reaching = reachingAt(asked.tools, asked.document.facts, asked.now);
  return underPost(asked, ({ role }) => role === reaching);
};
