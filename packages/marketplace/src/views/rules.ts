import { omitUndefined, pickEarlier, fromIso, toInstant, isId, pickLater } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { facts } from '@loggia/protocol/console'
import type { CallResult, FactDeclaration, FactReader, ProductAbsence } from '@loggia/protocol/console'
import type { Product } from '../catalog/index.ts'
import type { CallState } from '../calls/index.ts'
import type { HistoryEntry } from '../platform/index.ts'

export type Audience = 'buyer' | 'seller' | 'operator'
type Text = { readonly zh: string; readonly en: string }
/** A party that a member acts for; an operator's has no name. */
export type Side = { readonly role: Audience; readonly partyId?: string; readonly name?: Text }

/** Who reads a time line, and what is known of those it tells of. */
export type Viewer = {
  readonly audience: Audience
  /** The party that reads; an operator has none. */
  readonly partyId?: string
  readonly language: 'zh' | 'en'
  /** For a seller: whether every line of the order is theirs. */
  readonly alone: boolean
  readonly sides: ReadonlyMap<string, readonly Side[]>
  readonly sellerOfCall: ReadonlyMap<string, string>
}

/** What one reader is shown of an entry; the contract's HistoryEntry with an instant. */
export type ShownEntry = Pick<HistoryEntry, 'sequence' | 'at' | 'kind' | 'data'> & {
  readonly actor: { readonly kind: 'member' | 'system'; readonly name?: string }
}

const known: Readonly<Record<string, FactDeclaration | undefined>> = facts
/** What is declared of a fact; undefined for a kind of before or of a later version, of which nothing but its name is shown. */
const declarationOf = ({ kind }: Pick<HistoryEntry, 'kind'>): FactDeclaration | undefined =>
  Object.hasOwn(known, kind) ? known[kind] : undefined

/** Why what was on sale cannot be bought now; undefined if it can be, or never was on sale. */
export function findAbsence(
  product: { readonly state: Product['state']; readonly listed_at: Instant | null },
  specifications: readonly {
    readonly delisted: boolean
    readonly hidden: boolean
    readonly asked: boolean
  }[],
): ProductAbsence['absence'] | undefined {
  if (product.listed_at === null) return undefined
  if (product.state === 'suspended' || product.state === 'delisted') return product.state
  if (product.state !== 'listed' && product.state !== 'hidden') return undefined
  if (specifications.some(({ asked, delisted }) => asked && delisted)) return 'specification_delisted'
  const isAnySold = specifications.some(({ delisted, hidden, asked }) => !delisted && (!hidden || asked))
  return isAnySold ? undefined : 'hidden'
}

/** The entries that the reader may see, in their order, with what they may see of each. */
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

/** As whom the declarations of facts know the reader. */
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

/** People of one's own side are named; of others one learns the organisation. */
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

/** The place of a product in the catalogue, as the cursor of a page. */
export const toCatalogueCursor = (place: { readonly position: number; readonly id: string }): string =>
  `${place.position}~${place.id}`

/** Undefined if the text is none. */
export function fromCatalogueCursor(text: string): { position: number; id: `prd_${string}` } | undefined {
  const [, position, id] = /^(-?\d{1,9})~(prd_\w{1,40})$/.exec(text) ?? []
  return position === undefined || id === undefined
    ? undefined
    : { position: Number(position), id: id as `prd_${string}` }
}

/** The place of an application in the queue of reviews, as the cursor of a page. */
export const toReviewCursor = ({ due_at, id }: { readonly due_at: Instant; readonly id: string }): string =>
  `${due_at}~${id}`

/** Undefined if the text is none. */
export function fromReviewCursor(text: string): { dueAt: Instant; id: `apl_${string}` } | undefined {
  const [, dueAt, id] = /^(\d{1,15})~(apl_\w{1,40})$/.exec(text) ?? []
  return dueAt === undefined || id === undefined
    ? undefined
    : { dueAt: toInstant(Number(dueAt)), id: id as `apl_${string}` }
}

/** A queue may be of any length: its calls are counted to here. */
export const countedTo = 1000

type Standing = { readonly state: CallState; readonly openFailure: boolean }

/** How a call stands for its readers (R250); the README of this folder says why. */
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

/** R243a: a failed call is tried again if it waits or its tries are over. A stuck one has its answer: it is applied again. */
export const mayRestart = ({ state, openFailure }: Standing): boolean =>
  openFailure && (state === 'waiting' || state === 'stopped')

/** Whether something may still become of a call by itself. */
export const isOpen = (state: CallState): boolean =>
  state === 'waiting' || state === 'sending' || state === 'stuck'

/** A published number as it is kept: people type and paste it in any case and with spaces around. Undefined if it can be none. */
export function toOrderNumber(text: string): string | undefined {
  const number = text.trim().toUpperCase()
  return /^[A-Z0-9]{1,64}$/.test(number) ? number : undefined
}

const lastMoment = fromIso('9999-12-31T23:59:59.999Z')
/** Nothing was made before or will be after the times that a database can be asked for in four digits of a year. */
export const clampToCalendar = (at: Instant): Instant => pickLater(toInstant(0), pickEarlier(at, lastMoment))

/** The last seller of a page of gates. `dueAt` is undefined when nothing of theirs waits. */
export type GatePlace = {
  readonly parked: boolean
  readonly dueAt: Instant | undefined
  readonly sellerId: Id<'sel'>
}

export const toGateCursor = ({ parked, dueAt, sellerId }: GatePlace): string =>
  `${parked ? 'parked' : 'closed'}~${dueAt ?? 'none'}~${sellerId}`

/** Undefined if the text is none. */
export function fromGateCursor(text: string): GatePlace | undefined {
  const [group, due = '', sellerId = ''] = text.split('~')
  if (!isId(sellerId, 'sel') || !(due === 'none' || isTime(due))) return undefined
  const place = { parked: group === 'parked', dueAt: due === 'none' ? undefined : toTime(due), sellerId }
  return toGateCursor(place) === text ? place : undefined
}

// Years of four digits, like the times above.
const isTime = (text: string): boolean => /^\d{1,14}$/.test(text)
const toTime = (text: string): Instant => toInstant(Number(text))

/** The last entry of a page of the record. */
export type AuditPlace = { readonly at: Instant; readonly subject: string; readonly sequence: number }

export const toAuditCursor = ({ at, subject, sequence }: AuditPlace): string => `${at}~${subject}~${sequence}`

/** Undefined if the text is none. */
export function fromAuditCursor(text: string): AuditPlace | undefined {
  const [, at, subject, sequence] = /^(\d{1,14})~([\w:-]{1,64})~(\d{1,9})$/.exec(text) ?? []
  return at === undefined || subject === undefined
    ? undefined
    : { at: toTime(at), subject, sequence: Number(sequence) }
}

/** The last one of a page of buyers or sellers: what the list is sorted by, and who it is. */
export type PartyPlace = { readonly place: string; readonly id: string }

/** A name may hold anything; as a cursor it is made of letters that an address takes. */
export const toPartyCursor = ({ place, id }: PartyPlace): string =>
  Buffer.from(JSON.stringify([place, id])).toString('base64url')

/** Undefined if the text is none. */
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
