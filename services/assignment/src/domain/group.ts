import type { AssignmentEvents, Refused, Satisfaction, TextReference } from '@daqidi/schemas';
import { fill, notSignable, type Resumption, refuse, type SigningTerms } from './countersign.js';
import type { Decision, EntryEvent, EntryState } from './entry.js';

/** What a representative of a group said to the result that is up for signing. */
export interface RepresentativeAnswer extends Omit<AssignmentEvents['RepresentativeAnswered'], 'appealId' | 'digest'> {
  readonly at: string;
}

type Opinion = Pick<RepresentativeAnswer, 'agrees' | 'satisfaction'>;

export const isGroup = ({ opened }: Pick<EntryState, 'opened'>): boolean => opened?.petitionerKind === 'GROUP';

/** Everybody whose answer counts; a petitioner who is one person stands for himself. */
export const representativesOf = ({ opened }: Pick<EntryState, 'opened'>): readonly string[] =>
  opened === null ? [] : (opened.representatives ?? [opened.petitionerId]);

/**
 * What the answers come to, whatever their order (domain, 2.3): more than half decides. A tie, and too few answers, decide nothing: the centre
 * has to make its attempts.
 */
export const majorityOf = (answers: readonly Opinion[], representatives: number): 'AGREED' | 'REFUSED' | null => {
  const agreed = answers.filter(({ agrees }) => agrees).length;
  if (2 * agreed > representatives) return 'AGREED';
  return 2 * (answers.length - agreed) > representatives ? 'REFUSED' : null;
};

const fromWorst: readonly Satisfaction[] = ['DISSATISFIED', 'SATISFIED', 'VERY_SATISFIED'];

/** The median of those who agreed, the lower of two. */
export const satisfactionOf = (answers: readonly Opinion[]): Satisfaction | null => {
  const said = answers.flatMap(({ agrees, satisfaction }) => (agrees && satisfaction !== null ? [satisfaction] : []));
  const sorted = said.sort((one, other) => fromWorst.indexOf(one) - fromWorst.indexOf(other));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
};

export interface Answering {
  readonly appealId: string;
  readonly digest: string;
  /** Which representative; null where whoever acts is none, or brings no code of one. */
  readonly personId: string | null;
  readonly form: RepresentativeAnswer['form'];
  readonly terms: SigningTerms;
}

type Said = { readonly satisfaction: Satisfaction } | { readonly reason: TextReference; readonly resumption: Resumption };

const answerProblem = (state: EntryState, { digest, personId, terms }: Answering): Refused | null => {
  const wrong = notSignable(state, 'PETITIONER', digest, terms.order);
  if (wrong !== null) return wrong;
  if (personId === null || !representativesOf(state).includes(personId)) return { refused: 'countersign.person' };
  return state.answers.some((answer) => answer.personId === personId) ? { refused: 'group.answered' } : null;
};

/**
 * One representative answers, once a result; with the answer that makes a majority the slot is filled, or the result refused, in the same
 * write. Dissent stays in the answers and counts in no rate.
 */
export const answerAsRepresentative = (state: EntryState, answering: Answering, said: Said): Decision => {
  const wrong = answerProblem(state, answering);
  const { appealId, digest, personId, form, terms } = answering;
  if (wrong !== null) return wrong;
  if (personId === null) return { refused: 'countersign.person' };
  const satisfaction = 'satisfaction' in said ? said.satisfaction : null;
  const reason = 'reason' in said ? said.reason : null;
  const data = { appealId, personId, digest, agrees: reason === null, form, satisfaction, reason };
  const answered: EntryEvent = { type: 'RepresentativeAnswered', v: 1, data };
  const answers = [...state.answers, data];
  const majority = majorityOf(answers, representativesOf(state).length);
  if (majority === null) return [answered];
  const follows =
    'resumption' in said && majority === 'REFUSED'
      ? refuse(state, {
          appealId,
          digest,
          slot: 'PETITIONER',
          order: terms.order,
          reason: said.reason,
          mayAct: true,
          resumption: said.resumption,
        })
      : fill(
          state,
          { appealId, slot: 'PETITIONER', form: 'GROUP', digest, satisfaction: satisfactionOf(answers), evidence: null },
          terms,
        );
  return 'refused' in follows ? follows : [answered, ...follows];
};
