import { readName } from '@daqidi/kernel';
import { badInput } from '@daqidi/runtime';
import { checkOptionalText } from '@daqidi/service';
import { type IdentityNumberProblem, identityNumberProblem, readIdentityNumber } from './domain/identity-number.js';
import { readTelephone } from './domain/telephone.js';
import type { PetitionerInput, SubmitAppealInput } from './generated/schema.js';

/** What is kept of a petitioner, as it was said, each in its one form. */
export interface Details {
  readonly name: string | null;
  readonly telephone: string | null;
  readonly identityNumber: string | null;
  readonly address: string | null;
}

export const noDetails: Details = { name: null, telephone: null, identityNumber: null, address: null };

/** A telephone number in its one form; null where none was given. BAD_USER_INPUT. */
export const checkTelephone = (field: string, typed: string | null | undefined): string | null => {
  const given = checkOptionalText(field, typed, 64);
  const telephone = given === null ? null : readTelephone(given);
  if (given !== null && telephone === null) {
    throw badInput(
      field,
      'This is no telephone number; give one number, with its extension where it has one.',
      '电话号码格式不正确,请只填写一个号码(可带分机号)。',
    );
  }
  return telephone;
};

const inForm = (read: (typed: string) => string, typed: string | null | undefined): string | null => (typed ? read(typed) : null);

/** Each in its one form; null where nothing was said. */
export const checkDetails = (input: PetitionerInput | null | undefined, field = 'petitioner'): Details | null => {
  const details = {
    name: checkOptionalText(`${field}.name`, inForm(readName, input?.name), 50),
    telephone: checkTelephone(`${field}.telephone`, input?.telephone),
    identityNumber: checkOptionalText(`${field}.identityNumber`, inForm(readIdentityNumber, input?.identityNumber), 20),
    address: checkOptionalText(`${field}.address`, input?.address, 200),
  };
  return Object.values(details).every((value) => value === null) ? null : details;
};

const anonymousAndNamed = badInput(
  'anonymous',
  'An anonymous petitioner leaves no details: leave them out, or ask for protection (protected), which names him to oversight only.',
  '匿名诉求不登记诉求人信息:请不填写诉求人,或选择要求保密(protected),仅监督部门可知其身份。',
);
const nobodyNamed = badInput(
  'petitioner',
  'Say who the petitioner is, or say that he is anonymous (anonymous: true).',
  '请填写诉求人信息;如诉求人要求匿名,请注明匿名(anonymous: true)。',
);

/** Nobody is anonymous without having said so, nor while he is named. `isKnown`: by his account, or since the channel has no petitioner. */
export const checkAnonymity = (
  { anonymous, petitioner }: Pick<SubmitAppealInput, 'anonymous' | 'petitioner'>,
  isKnown: boolean,
): void => {
  const isNamed = checkDetails(petitioner) !== null;
  if (anonymous && isNamed) throw anonymousAndNamed;
  if (!anonymous && !isNamed && !isKnown) throw nobodyNamed;
};

const required = {
  NAME: { part: 'name', en: 'the name', zh: '姓名' },
  TELEPHONE: { part: 'telephone', en: 'the telephone number', zh: '联系电话' },
  IDENTITY_NUMBER: { part: 'identityNumber', en: 'the identity number', zh: '证件号码' },
  ADDRESS: { part: 'address', en: 'the address', zh: '住址' },
} as const;

/** What a channel requires of a petitioner who is named (domain, 2.1). BAD_USER_INPUT with the field that is missing. */
export const checkRequired = (fields: readonly (keyof typeof required)[], details: Details | null): void => {
  for (const { part, en, zh } of fields.map((field) => required[field]))
    if ((details?.[part] ?? null) === null)
      throw badInput(`petitioner.${part}`, `This channel asks for ${en} of the petitioner.`, `该渠道须填写诉求人${zh}。`);
};

/** Whoever stands at the window may have no better number with him: it is kept, and doubted. `today` in Asia/Shanghai. */
export const doubtOf = (details: Details | null, today: string): IdentityNumberProblem | null =>
  details === null || details.identityNumber === null ? null : identityNumberProblem(details.identityNumber, today);
