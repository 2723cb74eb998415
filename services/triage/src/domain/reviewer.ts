/** Who reviews, and in which role. */
export interface Reviewer {
  readonly person: string;
  readonly role: string;
  /** Of the post: the panel's government. */
  readonly unitId: string | null;
}
