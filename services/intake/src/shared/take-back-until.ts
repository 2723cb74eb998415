import { dayInShanghai } from '@daqidi/calendar';
import type { Directory } from '@daqidi/directory';

/** Until when a petitioner can take back what is done with his query code at this moment (ms since the epoch): working days, ISO 8601. */
export const takeBackUntil = (directory: Pick<Directory, 'policy' | 'calendar'>, doneAt: number): string =>
  directory.calendar().dueAfter(dayInShanghai(doneAt), directory.policy(doneAt).takeBackWorkingDays).at;
