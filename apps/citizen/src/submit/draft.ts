import type { SubmitAppealInput } from '@daqidi/schemas/operations';

export interface SubmitDraft {
  readonly requestId: string;
  readonly regionId: string;
  readonly text: string;
  readonly name: string;
  readonly telephone: string;
  readonly address: string;
  readonly anonymous: boolean;
  readonly protects: boolean;
  /** Whether it is about what a unit or an official did. */
  readonly accuses: boolean;
  readonly accusedUnitId: string;
  readonly accusedSince: string;
  /** Of the work that was done for it, where it is handed in without an account; kept for a retry. */
  readonly proof?: string | undefined;
}

export const draftName = 'submit';

/** What is sent: nothing of who it is where he wants to stay unknown. */
export const inputOf = (draft: SubmitDraft, fromQrCode: boolean): SubmitAppealInput => {
  const { requestId, regionId, text, name, telephone, address, anonymous, protects, accuses, accusedUnitId, accusedSince } =
    draft;
  return {
    requestId,
    channel: fromQrCode ? 'QR_CODE' : 'MINI_PROGRAM',
    regionId,
    text,
    ...(anonymous
      ? { anonymous: true }
      : {
          petitioner: {
            ...(name !== '' && { name }),
            ...(telephone !== '' && { telephone }),
            ...(address !== '' && { address }),
          },
        }),
    ...(accuses && {
      accusedUnitIds: [accusedUnitId],
      ...(accusedSince !== '' && { accusedSince: Number(accusedSince) }),
    }),
    ...(protects && !anonymous && { protected: true }),
  };
};
