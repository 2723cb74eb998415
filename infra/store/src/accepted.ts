import type { EventEnvelope } from '@daqidi/events';
import type { Archive } from './archive.js';
import type { AcceptedAmong, CommandName } from './provisional.js';

const isFirstOf = ({ principal, requestId }: CommandName, { request }: EventEnvelope): boolean =>
  request?.principal === principal && request.id === requestId;

const fits = ({ inputHash }: CommandName, { request }: EventEnvelope): boolean =>
  inputHash === undefined || request?.inputHash === inputHash;

/** Asks the archive, and of what it does not know the outboxes: what was accepted is in one of them. */
export const createAcceptedAmong = (
  archive: Archive,
  outboxOf: (stream: string) => Promise<readonly EventEnvelope[]>,
): AcceptedAmong => {
  const firstOf = async (command: CommandName): Promise<EventEnvelope | null> =>
    // It may go from the one to the other meanwhile, never back.
    (await outboxOf(command.stream)).find((event) => isFirstOf(command, event)) ??
    archive.byRequest(command.stream, command.principal, command.requestId);

  return async (commands) => {
    const archived = await archive.byRequests(commands);
    const found = await Promise.all(commands.map(async (command, index) => archived[index] ?? (await firstOf(command))));
    return new Set(
      commands.filter((command, index) => {
        const event = found[index];
        return event !== null && event !== undefined && fits(command, event);
      }),
    );
  };
};
