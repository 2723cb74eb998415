import type { Command } from './law.js';
import type { Somebody } from './people.js';

export type Level = 'VILLAGE' | 'TOWNSHIP' | 'DISTRICT';
export type SlotName = 'HANDLER' | 'PETITIONER' | 'LEADER_IN_CHARGE' | 'MAIN_LEADER';

/** The order in which the four sign. */
export const signing: readonly SlotName[] = ['HANDLER', 'PETITIONER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'];

export interface Review {
  version: number;
  stage: 'SCREENING' | 'ASSESSING' | 'ASSESSED' | 'DISMISSED';
  /** Who reviews, or did last. */
  panel: 'VILLAGE' | 'TOWNSHIP' | 'LETTERS';
  screener: string | null;
  opinions: string[];
  /** What each of them said of the appeal. */
  votes: string[];
  /** Whoever had to do with the review: none of them inspects the case. */
  readonly reviewers: string[];
  /** What waits for both supervision tracks. */
  joint: Command | null;
  due: string;
  late: boolean;
}

export interface Entry {
  version: number;
  stage: 'ASSIGNING' | 'ASSIGNED' | 'HANDLING' | 'SIGNING_OFF' | 'CLOSED';
  book: Level;
  category: string;
  /** The holder and the units above it. */
  line: readonly string[];
  /** Every unit that had it, and those above them. */
  units: readonly string[];
  handler: string | null;
  digest: string;
  slots: { readonly slot: SlotName; readonly by: string }[];
  /** Attempts to reach the petitioner since the result was stated. */
  attempts: { readonly day: string; readonly by: string }[];
  /** Who typed each refusal of the petitioner's slot. */
  refusals: string[];
  due: string;
  late: boolean;
  /** The last day for a handler to accept it; null where that is not waited for, and once it was missed. */
  acceptBy: string | null;
  /** The last day on which a result goes without a plan; null where it always does. */
  planBy: string | null;
  planned: boolean;
  /** The last day of whoever signs next. */
  signBy: string | null;
  /** What the petitioner's slot says of his satisfaction. */
  confirmed: string | null;
  closedOn: string | null;
}

export interface Order {
  readonly clock: 'SCREENING' | 'ASSESSING' | 'ASSIGNING' | 'ACCEPTING' | 'HANDLING';
  readonly unit: string | null;
  /** Who answers where no unit does: this role, for this region. */
  readonly panel: { readonly role: string; readonly region: string } | null;
  answeredBy: string | null;
  version: number;
  status: 'ISSUED' | 'ANSWERED' | 'CONCLUDED';
}

/** A request that was accepted, as it was sent. */
export interface Sent {
  readonly who: Somebody;
  readonly field: string;
  readonly order?: Order;
  readonly input: Readonly<Record<string, unknown>>;
}

export type TrackName = 'DISCIPLINE' | 'LETTERS';

export interface Track {
  inspector: string | null;
  finding: string | null;
  /** To what is asked now. */
  consent: { readonly by: string; readonly agrees: boolean } | null;
}

/** What both tracks have before them. */
export interface Dual {
  version: number;
  readonly tracks: Readonly<Record<TrackName, Track>>;
  /** Of the joint decision: its digest, and who proposed it. */
  asked: { readonly digest: string; readonly by: string } | null;
  disagreement: 'DECISION' | 'CONCLUSIONS' | null;
  /** Whether the heads of the joint conference were ever asked: they see it from then on. */
  conference: boolean;
}

export interface Case {
  /** As a story calls it: A, B, … */
  readonly name: string;
  readonly id: string;
  readonly queryCode: string;
  /** The account of the petitioner; null where a clerk brought it in. */
  readonly petitioner: string | null;
  readonly petitionerKind: 'NAMED' | 'ANONYMOUS' | 'NONE';
  readonly path: readonly string[];
  readonly barred: readonly string[];
  readonly restricted: boolean;
  readonly sent: Sent[];
  version: number;
  evaluated: string | null;
  review: Review;
  entry: Entry | null;
  dual: Dual | null;
  orders: Order[];
}

export interface Model {
  /** The day in Asia/Shanghai. */
  day: string;
  readonly cases: Case[];
}

export const turnOf = (entry: Entry): SlotName | null =>
  entry.stage === 'SIGNING_OFF' ? (signing.find((name) => !entry.slots.some(({ slot }) => slot === name)) ?? null) : null;

/** Where lists and the petitioner see the case. */
export const stageOf = ({ review, entry }: Case): string => {
  if (entry !== null) return entry.stage;
  // The verdict itself moves nothing: the entry is there a moment later.
  return review.stage;
};
