/** One operation of schemas/operations. */
export interface NamedOperation {
  readonly name: string;
  /** The folder it lies in: who uses it most. */
  readonly role: string;
  /** Of `source` as UTF-8, hexadecimal: what an allow-list and persisted queries know it by. */
  readonly sha256: string;
  readonly source: string;
}

/** A named operation with the types of its answer and variables. */
export interface TypedOperation<Answer, Variables> extends NamedOperation {
  /** Only for the compiler. */
  readonly types?: (variables: Variables) => Answer;
}
