import { isId } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type { HistoryEntry as WireEntry } from '@loggia/protocol/console'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { Db, HistoryEntry, MemberActor } from '../../platform/index.ts'
import { showEntries } from '../rules.ts'
import type { Audience, Viewer } from '../rules.ts'
import * as store from '../store/index.ts'

/** The reader of a time line; `actor` must have the role of the audience. */
export type HistoryReader = {
  readonly audience: Audience
  readonly actor: MemberActor
  readonly language: Language
}

function partyOf({ audience, actor }: HistoryReader): { partyId?: string } {
  if (audience === 'buyer') return { partyId: requireBuyer(actor) }
  if (audience === 'seller') return { partyId: requireSeller(actor) }
  requireOperator(actor)
  return {}
}

/**
 * The entries of one subject's history that the reader may see, in the contract's shape. The caller must have checked
 * that the reader may see the subject at all.
 */
export async function presentHistory(
  db: Db,
  entries: readonly HistoryEntry[],
  reader: HistoryReader,
): Promise<WireEntry[]> {
  const [first] = entries
  if (!first) return []
  const shown = showEntries(entries, await sightOf(db, { entries, subject: first.subject }, reader))
  return shown.map((entry) => ({ ...entry, at: toWireTime(entry.at) }))
}

async function sightOf(
  db: Db,
  of: { entries: readonly HistoryEntry[]; subject: string },
  reader: HistoryReader,
): Promise<Viewer> {
  const party = partyOf(reader)
  const sellers = reader.audience === 'seller' ? await store.listSellersOf(db, of.subject) : []
  const alone = sellers.every((sellerId) => sellerId === party.partyId)
  const callIds = new Set(
    of.entries.flatMap(({ data }) =>
      typeof data.callId === 'string' && isId(data.callId, 'cal') ? [data.callId] : [],
    ),
  )
  const actorIds = new Set(
    of.entries.flatMap(({ actor: { id } }) => (id !== undefined && isId(id, 'mbr') ? [id] : [])),
  )
  return {
    audience: reader.audience,
    ...party,
    language: reader.language === 'zh-CN' ? 'zh' : 'en',
    alone,
    sides: await store.listSides(db, [...actorIds]),
    sellerOfCall: alone ? new Map<string, string>() : await store.findSellersOfCalls(db, [...callIds]),
  }
}
