import type { Stored } from './parts.js';

/** What the gateway reads a file by. */
export interface FileGrant extends Omit<Stored, 'key'> {
  readonly key: string;
  readonly mediaType: string;
  readonly fileName: string;
  /** Whether a browser may show it in place. */
  readonly inline: boolean;
}
