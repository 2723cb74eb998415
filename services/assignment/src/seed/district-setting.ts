import { optional, textSetting } from '@daqidi/runtime';

/** Where a process that writes the first directory finds it. */
export const districtSetting = optional(
  textSetting({
    env: 'DAQIDI_DISTRICT',
    meaning: 'The folder or file that holds the district’s directory; the demonstration district where left out.',
  }),
);
