import { DaqidiError } from '@daqidi/runtime';

/** How the driver names what may pass: a server that is away, restarts, has lost its primary, or answers too late. */
const passingNames =
  /^Mongo(?:ose)?(?:Network|NetworkTimeout|ServerSelection|WaitQueueTimeout|PoolCleared|PoolClosed|NotConnected|TopologyClosed|WriteConcern|OperationTimeout|SystemOverloaded)Error$|^PoolClearedOnNetworkError$/;
const passingLabels = ['RetryableWriteError', 'TransientTransactionError', 'PoolRequestedRetry'];
/** A server that is no primary, or is going down. */
const passingCodes = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

interface DriverError extends Error {
  readonly code?: unknown;
  /** What a bulk write failed of. */
  readonly errorResponse?: unknown;
  hasErrorLabel?(label: string): boolean;
}

/** Whether the database is away rather than the call wrong: what was asked may be asked again. */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error) || error instanceof DaqidiError) return false;
  const { name, code, hasErrorLabel, errorResponse } = error as DriverError;
  if (errorResponse instanceof Error && errorResponse !== error) return isOutage(errorResponse);
  if (passingNames.test(name)) return true;
  if (name === 'MongooseError' && error.message.includes('bufferCommands')) return true;
  if (typeof code === 'number' && passingCodes.has(code)) return true;
  return hasErrorLabel !== undefined && passingLabels.some((label) => (error as Required<DriverError>).hasErrorLabel(label));
};

/** A write whose answer was lost may have been made: the registry's "nothing was changed" would be a guess. */
const outcomeUnknown = (cause: unknown): DaqidiError =>
  new DaqidiError('UNAVAILABLE', {
    text: {
      en: 'The database did not answer; this may have taken effect. Please ask again with the same requestId.',
      zh: '数据库未响应,操作可能已生效。请使用相同的 requestId 重试。',
    },
    cause,
  });

type Operation = (...args: never[]) => unknown;

/** The same operations; while the database is away they reject with UNAVAILABLE, and whether a write took effect is not known. */
export const unavailableInOutages = <Operations extends Readonly<Record<string, Operation>>>(
  operations: Operations,
): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      async (...args: never[]) => {
        try {
          return await operation(...args);
        } catch (error) {
          throw isOutage(error) ? outcomeUnknown(error) : error;
        }
      },
    ]),
  ) as unknown as Operations;
