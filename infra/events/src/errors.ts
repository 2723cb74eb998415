/** A record that is no event of ours: something missing, ill-typed, contradictory, or not what its hash was taken of. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
}

/** A well-formed event of a type or version that this build has no schema for. */
export class UnknownEventVersion extends Error {
  override readonly name = 'UnknownEventVersion';
  readonly type: string;
  readonly v: number;

  constructor(type: string, v: number) {
    super(`no schema for ${type} v${v}`);
    this.type = type;
    this.v = v;
  }
}
