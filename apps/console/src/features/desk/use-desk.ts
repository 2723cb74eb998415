import { dayOf, dayStart, laterDay } from '@daqidi/app-kit';
import {
  ReadDeskAuditDocument,
  type ReadDeskAuditQuery,
  ReadDeskClosingsDocument,
  type ReadDeskClosingsQuery,
  ReadDeskDirectoryDocument,
  type ReadDeskDirectoryQuery,
  ReadDeskDocument,
  type ReadDeskQuery,
  ReadDeskQueuesDocument,
  type ReadDeskQueuesQuery,
  ReadDeskSupervisionDocument,
  type ReadDeskSupervisionQuery,
} from '@daqidi/schemas/operations';
import { useAsk } from '../../shared/ask.js';
import { rolesOf, useMe } from '../../shared/me.js';
import { useTools } from '../../shared/tools.js';

/** Whose posts make a part of the desk worth a look. Roles only choose what is asked for: what may be read the platform says. */
const lookedAtBy = {
  reviews: ['GRID_WORKER', 'VILLAGE_REVIEWER', 'TOWNSHIP_REVIEWER', 'LETTERS_OFFICER'],
  distributes: ['LETTERS_OFFICER'],
  handles: ['HANDLER'],
  signs: ['LEADER_IN_CHARGE', 'MAIN_LEADER', 'CENTRE_CLERK'],
  publishes: ['HANDLER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'],
  supervises: ['DISCIPLINE_INSPECTOR', 'LETTERS_OFFICER', 'SECRETARIAT'],
  orders: ['DISCIPLINE_INSPECTOR', 'LETTERS_OFFICER', 'SECRETARIAT', 'HANDLER'],
  confers: ['DISTRICT_LEADER'],
  consents: ['SECRETARIAT', 'DISTRICT_LEADER'],
  administers: ['ADMIN'],
  audits: ['AUDITOR'],
} satisfies Readonly<Record<string, readonly string[]>>;

type Part = keyof typeof lookedAtBy;

/** The days that a desk counts by, as moments. */
export const deskDays = (now: number) => {
  const today = dayOf(now);
  return {
    yesterday: dayStart(today, -1),
    midnight: dayStart(today),
    tomorrow: dayStart(today, 1),
    soon: dayStart(today, 4),
    week: dayStart(today, -7),
  };
};

/** All numbers of one desk. */
export type Desk = ReadDeskQuery &
  ReadDeskClosingsQuery &
  ReadDeskAuditQuery &
  ReadDeskQueuesQuery &
  ReadDeskSupervisionQuery &
  ReadDeskDirectoryQuery;

/** Asked in parts, since a request holds ten lists at most. */
export const useDesk = () => {
  const { now } = useTools();
  const me = useMe();
  const roles = rolesOf(me);
  const { reviews, distributes, handles, signs, publishes, supervises, orders, confers, consents, administers, audits } =
    Object.fromEntries(Object.entries(lookedAtBy).map(([part, by]) => [part, by.some((role) => roles.has(role))])) as Record<
      Part,
      boolean
    >;
  const track = roles.has('DISCIPLINE_INSPECTOR') ? 'DISCIPLINE' : 'LETTERS';
  const enabled = me !== null;
  const days = deskDays(now());
  const today = dayOf(now());
  const cases = useAsk(ReadDeskDocument, { ...days, distributes, handles }, { enabled });
  const { yesterday, midnight, tomorrow } = days;
  const closings = useAsk(ReadDeskClosingsDocument, { yesterday, midnight, tomorrow }, { enabled });
  const queues = useAsk(ReadDeskQueuesDocument, { reviews, distributes, handles, signs, publishes }, { enabled });
  const supervision = useAsk(ReadDeskSupervisionDocument, { track, supervises, orders, confers }, { enabled });
  const directory = useAsk(
    ReadDeskDirectoryDocument,
    { administers, consents, fortnight: laterDay(today, 14) },
    { enabled: administers || consents },
  );
  const week = { week: days.week, from: laterDay(today, -7), to: today };
  const audit = useAsk(ReadDeskAuditDocument, week, { enabled: audits });
  return { cases, closings, queues, supervision, directory, audit };
};
