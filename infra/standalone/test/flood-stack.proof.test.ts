// Promise: the same as of the one-process form, of five services and a gateway on a broker and a database: at fifty times the normal
// rate what is accepted is kept, once, the rest is told so within a second and a half, no process grows without bound, and all goes on.
import { openChaosStack } from './support/chaos/chaos-stack.js';
import { floodTests } from './support/chaos/flood.js';
import { judge } from './support/chaos/verdict.js';
import { useServers } from './support/servers.js';

// Six processes, a broker and a database share the processors of one machine here.
floodTests('stack', { megabytes: 500, toldWithin: 1_500 }, async () => {
  const stack = await openChaosStack(useServers(), { limits: {} });
  return {
    url: stack.url,
    token: stack.token,
    pids: () =>
      Object.fromEntries([...Object.values(stack.services), stack.gateway].map((member) => [member.name, member.pid()])),
    judged: async (accepted) => {
      await stack.settled();
      return stack.look((services) => judge(services, accepted));
    },
    stop: stack.stop,
  };
});
