/** Texts by key. Each change is guarded by the revision it is based on. */
export interface ProviderBooks {
  read(key: string): Promise<ProviderBook | null>;
  /** Writes atomically. `false` if the entry is no longer at `revision`; 0 creates it. */
  write(key: string, text: string, revision: number): Promise<boolean>;
  keys(): Promise<readonly string[]>;
}

export interface ProviderBook {
  readonly text: string;
  /** 1 for the first version. */
  readonly revision: number;
}
