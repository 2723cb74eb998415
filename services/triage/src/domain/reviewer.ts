/** Who reviews, and in which role. */
export interface Reviewer {
  readonly person: string;
  readonly role: string;
}
