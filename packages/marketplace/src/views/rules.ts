import { omitUndefined, pickEarlier, fromIso, toInstant, isId, pickLater } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { facts } from '@loggia/protocol/console'
import type { CallResult, FactDeclaration, FactReader, ProductAbsence } from '@loggia/protocol/console'
import type { Product } from '../catalog/index.ts'
import type { CallState } from '../calls/index.ts'
import type { HistoryEntry } from '../platform/index.ts'

export type Audience = 'buyer' | 'seller' | 'operator'
type Text = { readonly zh: string; readonly en: string }
/** A party that a member acts for; the side of an operator has no name. */
export type Side = { readonly role: Audience; readonly partyId?: string; readonly name?: Text }

/** The reader of a time line, with what decides what they may see. */
export type Viewer = {
  readonly audience: Audience
  /** The party of the reader; absent for an operator. */
  readonly partyId?: string
  readonly language: 'zh' | 'en'
  /** For a seller: whether every line of the order is theirs. */
  readonly alone: boolean
  readonly sides: ReadonlyMap<string, readonly Side[]>
  readonly sellerOfCall: ReadonlyMap<string, string>
}

/** An entry as a reader sees it: the contract's HistoryEntry with an instant. */
export type ShownEntry = Pick<HistoryEntry, 'sequence' | 'at' | 'kind' | 'data'> & {
  readonly actor: { readonly kind: 'member' | 'system'; readonly name?: string }
}

const known: Readonly<Record<string, FactDeclaration | undefined>> = facts
/** The declaration of a fact. Undefined for a kind of another version, of which only the name is shown. */
const declarationOf = ({ kind }: Pick<HistoryEntry, 'kind'>): FactDeclaration | undefined =>
  Object.hasOwn(known, kind) ? known[kind] : undefined

/** Why a product that was on sale cannot be bought now; undefined if it can be bought, or never was on sale. */
export function findAbsence(
  product: {
    readonly state: Product['state']
    readonly listed_at: Instant | null
    readonly interface_frozen?: boolean
    readonly interface_delisted?: boolean
  },
  specifications: readonly {
    readonly delisted: boolean
    readonly hidden: boolean
    readonly asked: boolean
  }[],
): ProductAbsence['absence'] | undefined {
  if (product.listed_at === null) return undefined
  if (product.state === 'suspended') return product.interface_frozen ? 'frozen' : 'suspended'
  if (product.state === 'delisted') return product.interface_delisted ? 'interface_delisted' : 'delisted'
  if (product.state !== 'listed' && product.state !== 'hidden') return undefined
  if (specifications.some(({ asked, delisted }) => asked && delisted)) return 'specification_delisted'
  const isAnySold = specifications.some(({ delisted, hidden, asked }) => !delisted && (!hidden || asked))
  return isAnySold ? undefined : 'hidden'
}

/** The entries that the reader may see, in the same order, with the data that the reader may see. */
export const showEntries = (entries: readonly HistoryEntry[], sight: Viewer): ShownEntry[] =>
  entries
    .filter((entry) => isShown(entry, sight))
    .map((entry) => ({
      sequence: entry.sequence,
      at: entry.at,
      actor: showActor(entry.actor, sight),
      kind: entry.kind,
      data: showData(entry, sight),
    }))

/** The reader's role in the declarations of facts. */
const readerOf = ({ audience, alone }: Viewer): FactReader =>
  audience === 'seller' && !alone ? 'one_of_sellers' : audience

function isShown(entry: HistoryEntry, sight: Viewer): boolean {
  const declared = declarationOf(entry)
  const reader = readerOf(sight)
  if (declared?.hiddenFrom.includes(reader)) return false
  if (reader !== 'one_of_sellers' || declared?.isOfWholeOrder) return true
  const { sellerId, callId } = entry.data
  const owner = sellerId ?? (typeof callId === 'string' ? sight.sellerOfCall.get(callId) : undefined)
  return owner === sight.partyId
}

function showData(entry: HistoryEntry, sight: Viewer): Readonly<Record<string, unknown>> {
  const { data: members = {} } = declarationOf(entry) ?? {}
  const reader = readerOf(sight)
  const shown = Object.entries(members).filter(([, member]) => !member.hiddenFrom.includes(reader))
  return Object.fromEntries(
    shown.flatMap(([name]) => (Object.hasOwn(entry.data, name) ? [[name, entry.data[name]]] : [])),
  )
}

/** Names people of the reader's own side; of others it gives the organisation. */
function showActor({ kind, id, name }: HistoryEntry['actor'], sight: Viewer): ShownEntry['actor'] {
  if (kind === 'system') return { kind }
  const sides = sight.sides.get(id ?? '') ?? []
  const isOwn = sides.some((side) => side.role === sight.audience && side.partyId === sight.partyId)
  const shown = isOwn ? name : sides.find((side) => side.name)?.name?.[sight.language]
  return omitUndefined({ kind, name: shown })
}

/** The lowest of some prices; of equal ones the first. */
export function findLowest<P extends { readonly unit_price_e8: bigint }>(prices: readonly P[]): P {
  const [first, ...others] = prices
  if (!first) throw new Error('A product without a price cannot be shown')
  return others.reduce((least, price) => (price.unit_price_e8 < least.unit_price_e8 ? price : least), first)
}

/** The cursor of a product in the catalogue. */
export const toCatalogueCursor = (place: { readonly position: number; readonly id: string }): string =>
  `${place.position}~${place.id}`

/** Returns undefined if the text is not such a cursor. */
export function fromCatalogueCursor(text: string): { position: number; id: `prd_${string}` } | undefined {
  const [, position, id] = /^(-?\d{1,9})~(prd_\w{1,40})$/.exec(text) ?? []
  return position === undefined || id === undefined
    ? undefined
    : { position: Number(position), id: id as `prd_${string}` }
}

/** The cursor of an application in the queue of reviews. */
export const toReviewCursor = ({ due_at, id }: { readonly due_at: Instant; readonly id: string }): string =>
  `${due_at}~${id}`

/** Returns undefined if the text is not such a cursor. */
export function fromReviewCursor(text: string): { dueAt: Instant; id: `apl_${string}` } | undefined {
  const [, dueAt, id] = /^(\d{1,15})~(apl_\w{1,40})$/.exec(text) ?? []
  return dueAt === undefined || id === undefined
    ? undefined
    : { dueAt: toInstant(Number(dueAt)), id: id as `apl_${string}` }
}

/** Calls of a queue are counted up to this number, since a queue may be of any length. */
export const countedTo = 1000

type Standing = { readonly state: CallState; readonly openFailure: boolean }

/** The result of a call as readers see it (R250); the README of this folder gives the reasons. */
export function toResult({ state, openFailure, tries }: Standing & { readonly tries: number }): CallResult {
  if (openFailure) return 'open_failure'
  switch (state) {
    case 'confirmed':
      return 'succeeded'
    case 'waiting':
    case 'sending':
      return 'under_way'
    case 'stuck':
      return 'open_failure'
    case 'refused':
    case 'stopped':
      return 'closed_failure'
    case 'superseded':
      return tries > 0 ? 'closed_failure' : 'not_needed'
  }
}

/**
 * R243a: a failed call may be restarted if it waits or was stopped. A stuck call has its answer, which is applied
 * again.
 */
export const mayRestart = ({ state, openFailure }: Standing): boolean =>
  openFailure && (state === 'waiting' || state === 'stopped')

/** Whether the state of a call may still change by itself. */
export const isOpen = (state: CallState): boolean =>
  state === 'waiting' || state === 'sending' || state === 'stuck'

/**
 * Normalises a published number that a person typed: trims it and makes it upper case. Undefined if it cannot be a
 * number.
 */
export function toOrderNumber(text: string): string | undefined {
  const number = text.trim().toUpperCase()
  return /^[A-Z0-9]{1,64}$/.test(number) ? number : undefined
}

const lastMoment = fromIso('9999-12-31T23:59:59.999Z')
/** Limits a time to years of four digits, which the database accepts and which include all rows. */
export const clampToCalendar = (at: Instant): Instant => pickLater(toInstant(0), pickEarlier(at, lastMoment))

/** The range of time of a filter. */
export const toRange = ({
  from,
  to,
}: {
  readonly from?: string | undefined
  readonly to?: string | undefined
}): { readonly from: Instant | undefined; readonly to: Instant | undefined } => ({
  from: from === undefined ? undefined : clampToCalendar(fromIso(from)),
  to: to === undefined ? undefined : clampToCalendar(fromIso(to)),
})

/** The last seller of a page of gates. `dueAt` is undefined if no call of the seller waits. */
export type GatePlace = {
  readonly parked: boolean
  readonly dueAt: Instant | undefined
  readonly sellerId: Id<'sel'>
}

export const toGateCursor = ({ parked, dueAt, sellerId }: GatePlace): string =>
  `${parked ? 'parked' : 'closed'}~${dueAt ?? 'none'}~${sellerId}`

/** Returns undefined if the text is not such a cursor. */
export function fromGateCursor(text: string): GatePlace | undefined {
  const [group, due = '', sellerId = ''] = text.split('~')
  if (!isId(sellerId, 'sel') || !(due === 'none' || isTime(due))) return undefined
  const place = { parked: group === 'parked', dueAt: due === 'none' ? undefined : toTime(due), sellerId }
  return toGateCursor(place) === text ? place : undefined
}

// 14 digits of ms allow years of four digits, like the limits above.
const isTime = (text: string): boolean => /^\d{1,14}$/.test(text)
const toTime = (text: string): Instant => toInstant(Number(text))

/** The last entry of a page of the audit record. */
export type AuditPlace = { readonly at: Instant; readonly subject: string; readonly sequence: number }

export const toAuditCursor = ({ at, subject, sequence }: AuditPlace): string => `${at}~${subject}~${sequence}`

/** Returns undefined if the text is not such a cursor. */
export function fromAuditCursor(text: string): AuditPlace | undefined {
  const [, at, subject, sequence] = /^(\d{1,14})~([\w:-]{1,64})~(\d{1,9})$/.exec(text) ?? []
  return at === undefined || subject === undefined
    ? undefined
    : { at: toTime(at), subject, sequence: Number(sequence) }
}

/** The last buyer or seller of a page: the value that the list is sorted by, and the id. */
export type PartyPlace = { readonly place: string; readonly id: string }

/** base64url, since a name may contain any character and the cursor is part of a URL. */
export const toPartyCursor = ({ place, id }: PartyPlace): string =>
  Buffer.from(JSON.stringify([place, id])).toString('base64url')

/** Returns undefined if the text is not such a cursor. */
export function fromPartyCursor(text: string): PartyPlace | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(read)) return undefined
    const [place, id] = read as unknown[]
    const isOne = typeof place === 'string' && typeof id === 'string' && /^(byr|sel)_\w{1,40}$/.test(id)
    return isOne && !place.includes('\u0000') ? { place, id } : undefined
  } catch {
    return undefined
  }
}

/** The cursor of a list whose order moves: a bit for each rank that was shown. Any text is such a cursor. */
export function toSeenCursor(ranks: readonly number[]): string {
  const bytes = new Uint8Array(Math.floor(Math.max(0, ...ranks) / 8) + 1)
  for (const rank of ranks) bytes[rank >> 3] = (bytes[rank >> 3] ?? 0) | (1 << (rank & 7))
  return Buffer.from(bytes).toString('base64url')
}

export const fromSeenCursor = (text: string): number[] =>
  [...Buffer.from(text, 'base64url')].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte >> bit) & 1).map((bit) => at * 8 + bit),
  )
