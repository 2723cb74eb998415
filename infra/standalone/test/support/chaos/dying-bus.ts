import type { Bus } from '@daqidi/bus';
import { typeOfRecord } from '@daqidi/events';
import type { Death } from './death.js';

/** Has the process die when half of what closes a case is on the bus: the last signature is, the question whether it may close is not. */
export const dyingInClosing = (inner: Bus, death: Death): Bus => ({
  ...inner,
  publish: async (topic, records) => {
    const closing = records.findIndex((record) => typeOfRecord(record) === 'CloseRequested');
    if (closing >= 0) {
      if (death.isNext('mid-closing') && closing > 0) await inner.publish(topic, records.slice(0, closing));
      death.reach('mid-closing');
    }
    await inner.publish(topic, records);
  },
});
