import type { PlaceKind, SpeakerRelation, SubmitAppealInput } from '@daqidi/schemas/operations';

export interface SubmitDraft {
  readonly requestId: string;
  readonly regionId: string;
  readonly text: string;
  readonly name: string;
  readonly telephone: string;
  readonly address: string;
  readonly anonymous: boolean;
  readonly protects: boolean;
  /** Whether it only asks for an answer. */
  readonly asks: boolean;
  /** Whether it is about what a unit or an official did. */
  readonly accuses: boolean;
  readonly accusedUnitId: string;
  readonly accusedSince: string;
  /** When it happened, where, and what it is about, where he says so. */
  readonly occurredOn: string;
  readonly placeKind: PlaceKind;
  readonly placeName: string;
  readonly things: string;
  readonly organisations: string;
  /** Whether somebody speaks for the petitioner; then the fields above are the petitioner's. */
  readonly speaks: boolean;
  readonly speakerName: string;
  readonly speakerTelephone: string;
  readonly relation: SpeakerRelation;
  readonly agreed: boolean;
  /** Those who bring it beside him. */
  readonly others: readonly Other[];
  /** Files that have arrived for it. */
  readonly attachments: readonly string[];
  /** Of the work that was done for it, where it is handed in without an account; kept for a retry. */
  readonly proof?: string | undefined;
}

export interface Other {
  readonly name: string;
  readonly telephone: string;
  /** Whether he is one of those who speak and sign for all. */
  readonly represents: boolean;
}

export const draftName = 'submit';

/** A draft in which nothing has been typed. */
export const blankDraft: Omit<SubmitDraft, 'requestId' | 'regionId'> = {
  text: '',
  attachments: [],
  name: '',
  telephone: '',
  address: '',
  anonymous: false,
  protects: false,
  asks: false,
  accuses: false,
  accusedUnitId: '',
  accusedSince: '',
  occurredOn: '',
  placeKind: 'RESIDENTIAL_ESTATE',
  placeName: '',
  things: '',
  organisations: '',
  speaks: false,
  speakerName: '',
  speakerTelephone: '',
  relation: 'RELATIVE',
  agreed: false,
  others: [],
};

const listed = (typed: string): string[] => typed.split(/[,，、;；\s]+/u).filter((one) => one !== '');

const personOf = ({ name, telephone }: Other) => ({ name, ...(telephone !== '' && { telephone }) });

/** What is known beside the text; nothing where nothing was said. */
const particularsOf = ({ occurredOn, placeKind, placeName, things, organisations }: SubmitDraft) => {
  const said = {
    ...(occurredOn !== '' && { occurredOn }),
    ...(placeName.trim() !== '' && { place: { kind: placeKind, name: placeName } }),
    ...(things.trim() !== '' && { things: listed(things) }),
    ...(organisations.trim() !== '' && { organisations: listed(organisations) }),
  };
  return Object.keys(said).length === 0 ? {} : { particulars: said };
};

/** Who brings it beside the petitioner, and who speaks for him. */
const besideOf = ({ others, speaks, speakerName, speakerTelephone, relation, agreed }: SubmitDraft) => {
  const named = others.filter(({ name }) => name.trim() !== '');
  const those = (represents: boolean) => named.filter((one) => one.represents === represents).map(personOf);
  return {
    ...(named.length > 0 && { group: { representatives: those(true), members: those(false) } }),
    ...(speaks && {
      onBehalf: {
        name: speakerName,
        ...(speakerTelephone !== '' && { telephone: speakerTelephone }),
        relation,
        consents: agreed,
      },
    }),
  };
};

/** What is sent: nothing of who it is where he wants to stay unknown. */
export const inputOf = (draft: SubmitDraft, fromQrCode: boolean): SubmitAppealInput => {
  const { requestId, regionId, text, name, telephone, address, anonymous, protects, asks, accuses, accusedUnitId, accusedSince } =
    draft;
  return {
    requestId,
    channel: fromQrCode ? 'QR_CODE' : 'MINI_PROGRAM',
    regionId,
    text,
    ...(draft.attachments.length > 0 && { attachments: [...draft.attachments] }),
    ...(anonymous
      ? { anonymous: true }
      : {
          petitioner: {
            ...(name !== '' && { name }),
            ...(telephone !== '' && { telephone }),
            ...(address !== '' && { address }),
          },
        }),
    ...(asks && !accuses && { consultation: true }),
    ...(accuses && {
      accusedUnitIds: [accusedUnitId],
      ...(accusedSince !== '' && { accusedSince: Number(accusedSince) }),
    }),
    ...(protects && !anonymous && { protected: true }),
    ...particularsOf(draft),
    ...(!anonymous && besideOf(draft)),
  };
};
