import type { Id } from '@loggia/kernel'
import type { FilterList } from '@loggia/protocol/console/saved-filters/kinds'
import { requireBuyer, requireOperator, requireSeller } from '../parties/index.ts'
import { runInTx } from '../platform/index.ts'
import type { MemberActor, MemberRequest, Platform, Tx } from '../platform/index.ts'
import { savedFilterProblems } from './problems.ts'
import { requireFreeName, requireKnown, requireRoom } from './rules.ts'
import type { FilterParty, SavedFilter, NewFilter } from './schema.ts'
import * as store from './store.ts'

export type SavedFilters = ReturnType<typeof createSavedFilters>

export function createSavedFilters(platform: Platform) {
  const { clock, db, ids } = platform

  /** Those of the parties for which the member acts now, by name. */
  const list = (actor: MemberActor): Promise<SavedFilter[]> =>
    store.list(db, actor.memberId, listParties(actor))

  /**
   * Saves filters in the party whose centre shows the list. Throws `saved_filter.none_set`, `.unknown_filter`,
   * `.name_taken`, `.too_many`, and what refuses whoever is not a member of such a party.
   */
  const save = (request: MemberRequest, wanted: NewFilter): Promise<SavedFilter> =>
    runInTx(platform, request, async (tx) => {
      const { actor } = request
      const party = findParty(actor, wanted.list)
      requireKnown(wanted)
      await store.waitForTurn(tx, actor.memberId)
      const beside = await listBeside(tx, { actor, party, list: wanted.list })
      requireRoom(beside)
      requireFreeName(beside, wanted.name)
      const filter = { ...wanted, id: ids.next('flt'), createdAt: clock.now() }
      await store.insert(tx, { memberId: actor.memberId, party }, filter)
      return filter
    })

  /** Throws `saved_filter.not_found`, `.name_taken`. */
  const rename = (request: MemberRequest, id: Id<'flt'>, name: string): Promise<SavedFilter> =>
    runInTx(platform, request, async (tx) => {
      const { actor } = request
      await store.waitForTurn(tx, actor.memberId)
      const { filter, party } = await requireOwn(tx, actor, id)
      const beside = await listBeside(tx, { actor, party, list: filter.list })
      requireFreeName(
        beside.filter((one) => one.id !== id),
        name,
      )
      await store.setName(tx, id, name)
      return { ...filter, name }
    })

  /** Throws `saved_filter.not_found`. */
  const remove = (request: MemberRequest, id: Id<'flt'>): Promise<void> =>
    runInTx(platform, request, async (tx) => {
      await requireOwn(tx, request.actor, id)
      await store.remove(tx, id)
    })

  return { list, save, rename, remove }
}

/** The parties for which the member acts now. */
const listParties = ({ buyerId, sellerId, operator }: MemberActor): FilterParty[] => [
  ...(buyerId ? [buyerId] : []),
  ...(sellerId ? [sellerId] : []),
  ...(operator ? (['operator'] as const) : []),
]

/** The party in whose centre the list is. */
function findParty(actor: MemberActor, list: FilterList): FilterParty {
  if (list.startsWith('/buyer/')) return requireBuyer(actor)
  if (list.startsWith('/seller/')) return requireSeller(actor)
  requireOperator(actor)
  return 'operator'
}

type Of = { readonly actor: MemberActor; readonly party: FilterParty; readonly list: FilterList }
const listBeside = async (tx: Tx, { actor, party, list }: Of): Promise<SavedFilter[]> =>
  (await store.list(tx, actor.memberId, [party])).filter((one) => one.list === list)

async function requireOwn(tx: Tx, actor: MemberActor, id: Id<'flt'>) {
  const found = await store.find(tx, id, { memberId: actor.memberId, parties: listParties(actor) })
  if (!found) throw savedFilterProblems.not_found()
  return found
}
