import type { AssignmentEvents, TextReference } from '@daqidi/schemas';

/** What the office has said about somebody's name since the district began. */
export interface OfficerState {
  readonly name: TextReference | null;
}

export const unnamed: OfficerState = { name: null };

export interface OfficerEvent {
  readonly type: 'OfficerNamed';
  readonly v: 1;
  readonly data: AssignmentEvents['OfficerNamed'];
}

export const evolveOfficer = (_: OfficerState, { data }: OfficerEvent): OfficerState => ({ name: data.name });
