/** What a directory keeps. */
export type EntryKind = 'tenant' | 'app' | 'department' | 'person'

/** One thing of a directory. All members but `facts` are its key; those that its kind does not have are empty. */
export type Entry = {
  readonly kind: EntryKind
  readonly instanceId: string
  readonly tenantId: string
  readonly appId: string
  /** The code of a department, or the user name of a person. */
  readonly name: string
  /** JSON. */
  readonly facts: string
}

/** Selects entries by the members that it has. */
export type Place = Partial<Omit<Entry, 'facts'>>

/** Where a directory keeps its entries. Each method is one atomic step. */
export type EntryTable = {
  /** Stores entries; one with the same key is replaced. */
  put(entries: readonly Entry[]): Promise<void>
  /** Removes the entries at any of the places. */
  remove(places: readonly Place[]): Promise<void>
  /** The entries at a place, in the order of their keys. */
  list(place: Place): Promise<Entry[]>
  close?: (() => void) | undefined
}

/** The columns of the key, in their order. */
export const keyNames = ['instanceId', 'tenantId', 'kind', 'appId', 'name'] as const
