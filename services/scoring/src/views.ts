export interface AppealReference {
  readonly id: string;
}

export interface UnitReference {
  readonly id: string;
}
