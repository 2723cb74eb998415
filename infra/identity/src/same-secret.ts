import { timingSafeEqual } from 'node:crypto';

/** Whether two secrets are equal, in a time that says nothing of where they differ. */
export const isSameSecret = (left: string, right: string): boolean => {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};
