import type { Client, Drafts, SignIn, Uploader } from '@daqidi/app-kit';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Session, SessionStore } from './session-store.js';

/** What pages need from the outside, given to them once. */
export interface Tools {
  readonly client: Client;
  readonly uploader: Uploader;
  readonly session: SessionStore;
  readonly signIn: SignIn;
  readonly drafts: Drafts;
  /** Gone with the tab: for what concerns a restricted case, or says who somebody is. */
  readonly tabDrafts: Drafts;
  newRequestId(): string;
  /** From 0 to 1. */
  chance(): number;
  /** Milliseconds since the epoch. */
  now(): number;
}

export const ToolsContext = createContext<Tools | null>(null);

export const useTools = (): Tools => {
  const tools = useContext(ToolsContext);
  if (tools === null) throw new Error('a page is outside the app');
  return tools;
};

export const useSession = (): Session | null => {
  const { session } = useTools();
  return useSyncExternalStore(session.watch, session.current);
};
