/** Texts by key, each change guarded by the revision it was made on. */
export interface ProviderBooks {
  read(key: string): Promise<ProviderBook | null>;
  /** Writes whole or not at all. False when the entry is not at `revision` any more; 0 creates it. */
  write(key: string, text: string, revision: number): Promise<boolean>;
  keys(): Promise<readonly string[]>;
}

export interface ProviderBook {
  readonly text: string;
  /** 1 for the first version. */
  readonly revision: number;
}
