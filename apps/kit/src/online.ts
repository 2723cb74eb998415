/** Whether the device has a network, as far as the browser knows. */
export const isOnline = (): boolean => navigator.onLine;

/** Calls back when that changes. Answers how to stop. */
export const watchOnline = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};
