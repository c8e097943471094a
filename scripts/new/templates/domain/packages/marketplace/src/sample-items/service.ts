import { defined, toPage } from '@loggia/kernel'
import type { Id, Instant, Page, PageRequest } from '@loggia/kernel'
import { requireSeller } from '../parties/index.ts'
import { emit, inTx, notify, record, setWakeup, timeToWire } from '../platform/index.ts'
import type { MemberActor, MemberRequest, Platform, Tx } from '../platform/index.ts'
import { sampleItemProblems } from './problems.ts'
import { decideEnd, decideState, requireRoom } from './rules.ts'
import type { SampleItem, SampleItemAsk, SampleItemEnded } from './schema.ts'
import * as store from './store.ts'

export type SampleItems = ReturnType<typeof createSampleItems>

export function createSampleItems(platform: Platform) {
  const { clock, db, ids, zone } = platform

  /** Its facts stand on its seller. */
  const factOf = ({ id, sellerId, title }: SampleItem) => ({
    subject: sellerId,
    data: { sampleItemId: id, title },
  })

  const wakeAt = (tx: Tx, { id }: SampleItem, end: Instant | undefined): Promise<void> =>
    setWakeup(tx, { kind: 'sample_item.end', subject: id }, end)

  /** Declares one for the actor's seller; it is in force at once. Throws `sample_item.too_many`. */
  const declare = (request: MemberRequest, { title, days }: SampleItemAsk): Promise<SampleItem> =>
    inTx(platform, request, async (tx) => {
      const sellerId = requireSeller(request.actor)
      await store.waitForTurn(tx, sellerId)
      requireRoom(await store.countInForce(tx, sellerId))
      const declaredAt = clock.now()
      const endsAt = decideEnd({ days }, declaredAt, zone)
      const id = ids.next('smp')
      const sampleItem: SampleItem = { id, sellerId, title, days, state: 'in_force', declaredAt, endsAt }
      await store.insert(tx, sampleItem)
      await wakeAt(tx, sampleItem, endsAt)
      const { subject, data } = factOf(sampleItem)
      await record(tx, 'sample_item.declared', { subject, data: { ...data, endsAt: timeToWire(endsAt) } })
      return sampleItem
    })

  /** Throws `sample_item.not_found` for another seller's, `sample_item.not_in_force` for one that is over. */
  const withdraw = (actor: MemberActor, id: Id<'smp'>): Promise<SampleItem> =>
    inTx(platform, { actor }, async (tx) => {
      const before = await store.lock(tx, id)
      if (before?.sellerId !== requireSeller(actor)) throw sampleItemProblems.not_found({ sampleItemId: id })
      const now = clock.now()
      const sampleItem: SampleItem = {
        ...before,
        state: decideState(before, 'withdraw', now),
        withdrawnAt: now,
      }
      await store.save(tx, sampleItem)
      await wakeAt(tx, sampleItem, undefined)
      await record(tx, 'sample_item.withdrawn', factOf(sampleItem))
      return sampleItem
    })

  /** Its term is over: its seller is told, and the domains below hear of it. */
  async function end(tx: Tx, id: Id<'smp'>, now: Instant): Promise<void> {
    const before = await store.lock(tx, id)
    if (before?.state !== 'in_force') return
    const sampleItem: SampleItem = { ...before, state: decideState(before, 'end', now) }
    await store.save(tx, sampleItem)
    const { subject, data } = factOf(sampleItem)
    await record(tx, 'sample_item.ended', { subject, data })
    await notify(tx, 'sample_item_ended', { kind: 'seller', id: sampleItem.sellerId }, { subject: id, data })
    await emit<SampleItemEnded>(tx, { type: 'sample_item.ended', sampleItem })
  }

  /** The actor's seller's, newest first. */
  const list = async (actor: MemberActor, { limit, after }: AskedPage): Promise<Page<SampleItem>> =>
    toPage(await store.list(db, requireSeller(actor), defined({ limit, after })), limit, {
      item: (sampleItem) => sampleItem,
      cursor: ({ id }) => id,
    })

  return { declare, withdraw, end, list }
}

type AskedPage = Pick<PageRequest, 'limit'> & { readonly after?: string | undefined }
