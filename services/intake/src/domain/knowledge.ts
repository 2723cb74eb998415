import type { IntakeEvents, NewEventOf, Refused, TextReference } from '@daqidi/schemas';

/** What is said of an entry of the knowledge base. */
export type KnowledgeEvent = Extract<NewEventOf<'intake'>, { readonly type: `Knowledge${string}` }>;
type Decision = readonly KnowledgeEvent[] | Refused;

export interface KnowledgeState {
  readonly proposed: (IntakeEvents['KnowledgeProposed'] & { readonly by: string; readonly at: string }) | null;
  readonly decided: { readonly approved: boolean; readonly at: string } | null;
  readonly retired: boolean;
}

export const noEntry: KnowledgeState = { proposed: null, decided: null, retired: false };

export type KnowledgeStatus = 'PROPOSED' | 'APPROVED' | 'REFUSED' | 'RETIRED';

export const statusOf = ({ decided, retired }: KnowledgeState): KnowledgeStatus => {
  if (retired) return 'RETIRED';
  if (decided === null) return 'PROPOSED';
  return decided.approved ? 'APPROVED' : 'REFUSED';
};

export const evolveKnowledge = (
  state: KnowledgeState,
  event: KnowledgeEvent & { readonly time: string; readonly actor: { readonly person: string } },
): KnowledgeState => {
  const { time: at, actor } = event;
  switch (event.type) {
    case 'KnowledgeProposed':
      return { ...state, proposed: { ...event.data, by: actor.person, at } };
    case 'KnowledgeDecided':
      return { ...state, decided: { approved: event.data.approved, at } };
    case 'KnowledgeRetired':
      return { ...state, retired: true };
  }
};

const yearsAhead = 3;

/** `today` in Asia/Shanghai. */
export const propose = (
  { answer, ...entry }: Omit<IntakeEvents['KnowledgeProposed'], 'answer'> & { readonly answer: TextReference | null },
  today: string,
): Decision => {
  const last = `${Number(today.slice(0, 4)) + yearsAhead}${today.slice(4)}`;
  if (entry.validUntil < today || entry.validUntil > last) return { refused: 'knowledge.date', field: 'validUntil' };
  if (answer === null) return { refused: 'knowledge.answer', field: 'answer' };
  return [{ type: 'KnowledgeProposed', v: 1, data: { ...entry, answer } }];
};

export interface Deciding {
  readonly entryId: string;
  readonly person: string;
  readonly approves: boolean;
  readonly reason: TextReference | null;
}

/** Why this person does not decide on it now. */
export const notDecidable = (state: KnowledgeState, person: string): Refused | null => {
  if (statusOf(state) !== 'PROPOSED') return { refused: 'knowledge.status' };
  return state.proposed?.by === person ? { refused: 'knowledge.own' } : null;
};

/** Everybody reads what is approved, so two people answer for it (domain, 2.1). */
export const decide = (state: KnowledgeState, { entryId, person, approves: approved, reason }: Deciding): Decision => {
  const wrong = notDecidable(state, person);
  if (wrong !== null) return wrong;
  if (!approved && reason === null) return { refused: 'knowledge.reason', field: 'reason' };
  return [{ type: 'KnowledgeDecided', v: 1, data: { entryId, approved, reason } }];
};

/** Why it is not retired now. */
export const notRetirable = (state: KnowledgeState): Refused | null =>
  statusOf(state) === 'APPROVED' ? null : { refused: 'knowledge.status' };

export const retire = (state: KnowledgeState, entryId: string, reason: TextReference): Decision =>
  notRetirable(state) ?? [{ type: 'KnowledgeRetired', v: 1, data: { entryId, reason } }];
