import type { HistoryEntry, ProductState, Text } from '@loggia/protocol/console'
import { productStates } from './product-search.ts'

/** How a product stands by its record: its state, its latest application, until when it is suspended. */
export type Standing = {
  readonly state: ProductState
  readonly applicationId?: string
  readonly suspendedUntil?: string
  /** As it was called when it was added. */
  readonly name?: Text
}

const said = ({ data }: HistoryEntry, name: string): string | undefined => {
  const value = (data as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : undefined
}

function nameIn({ data: { name } }: HistoryEntry): Text | undefined {
  if (typeof name !== 'object' || name === null || !('zh' in name) || !('en' in name)) return undefined
  return { zh: String(name.zh), en: String(name.en) }
}

/** Reads it from the history, oldest first; a product begins as a draft. */
export function standingOf(history: readonly HistoryEntry[]): Standing {
  const newest = history.toReversed()
  const state = newest.flatMap((entry) => productStates.find((name) => name === said(entry, 'to')) ?? [])[0]
  const applicationId = newest.flatMap((entry) => said(entry, 'applicationId') ?? [])[0]
  const until =
    state === 'suspended'
      ? newest.flatMap((entry) => (entry.kind === 'product.suspended' ? (said(entry, 'until') ?? []) : []))[0]
      : undefined
  const name = newest.flatMap((entry) => nameIn(entry) ?? [])[0]
  return {
    state: state ?? 'draft',
    ...(name && { name }),
    ...(applicationId !== undefined && { applicationId }),
    ...(until !== undefined && { suspendedUntil: until }),
  }
}
