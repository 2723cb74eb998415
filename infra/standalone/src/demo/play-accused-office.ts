import { ConfirmResultDocument } from '@daqidi/schemas/operations';
import { cast } from './cast.js';
import { beginComplaint, type Complaint, type ComplaintPlay, usualParts } from './complaint-steps.js';
import { officer, type World } from './world.js';

const cityPeople = [officer('city-office.officer'), officer('city-office.officer-2')] as const;
const secretary = officer('leading-group.secretariat');

/** Offices that look after complaints, and who does it instead where one of them is accused (domain, 3: somebody competent always remains). */
export const accusedOffices = {
  'letters-office': {
    text: '信访局工作人员将来信内容透露给被反映人。',
    about: { en: 'letters office', zh: '信访局' },
    parts: { ...usualParts, accusedUnitId: 'u-letters', desk: secretary, reviewers: [cast.inspector], letters: secretary },
  },
  'discipline-commission': {
    text: '纪委监委工作人员收受礼品后压案不查。',
    about: { en: 'discipline commission', zh: '纪委监委' },
    // Everybody of the letters office has reviewed it: of those who may know of it, the city's people are left for its track.
    parts: { ...usualParts, accusedUnitId: 'u-discipline', discipline: cityPeople[0], letters: cityPeople[1] },
  },
  'leading-group': {
    text: '领导小组办公室要求各单位虚报办结数。',
    about: { en: 'leading group’s office', zh: '领导小组办公室' },
    // Every department and township stands under it: the city's office looks into it.
    parts: {
      ...usualParts,
      accusedUnitId: 'u-leading-group',
      unitId: 'u-city-office',
      handler: officer('city-office.handler'),
      deputy: officer('city-office.deputy'),
      head: officer('city-office.head'),
    },
  },
} as const satisfies Readonly<Record<string, Complaint>>;

export type AccusedOffice = keyof typeof accusedOffices;

/** A complaint about an office that would look after it: whoever stands in does, and it closes like any other. Answers its id. */
export const playAccusedOffice = async (world: World, play: ComplaintPlay, office: AccusedOffice): Promise<string> => {
  const complaint = await beginComplaint(world, play, accusedOffices[office]);
  await complaint.review();
  await complaint.takeTracks();
  await complaint.investigate();
  await complaint.conclude(null);
  await world.ask(cast.petitioner, ConfirmResultDocument, {
    input: { ...(await complaint.toSign()), satisfaction: 'SATISFIED' },
  });
  await complaint.tell(cast.petitioner, 'confirms the result', '确认办理结果');
  await complaint.leadersSign();
  return complaint.appealId;
};
