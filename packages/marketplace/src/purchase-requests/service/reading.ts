import { Problem, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { PurchaseRequest as ShownRequest, PurchaseRequestSummary } from '@loggia/protocol/console'
import { requireBuyer } from '../../parties/index.ts'
import { toWireMoney } from '../../platform/index.ts'
import type { Db, MemberActor } from '../../platform/index.ts'
import { presentRequest, presentSummary } from '../present.ts'
import { purchaseRequestProblems } from '../problems.ts'
import { listActs, mayRead } from '../rules.ts'
import type { AskedValues, PurchaseRequest, PurchaseRequestList, RequestReader } from '../schema.ts'
import * as store from '../store/index.ts'
import { getPlace } from './context.ts'
import type { PurchaseRequestsContext } from './context.ts'
import { readParameters } from './parameters.ts'

export type Reading = ReturnType<typeof createReading>

/** What members see of requests. */
export function createReading(context: PurchaseRequestsContext) {
  const { clock, db, orders, parties, seal } = context

  /** The rights of the actor now. */
  async function getReader(from: Db, { memberId, ...actor }: MemberActor): Promise<RequestReader> {
    const party = { kind: 'buyer', id: requireBuyer({ memberId, ...actor }) } as const
    return {
      memberId,
      mayBuy: await parties.hasRight(party, { memberId }, 'purchase', from),
      isOwner: await parties.hasRight(party, { memberId }, 'main', from),
    }
  }

  async function priceNow(
    { priceItemId, quantity, offer }: PurchaseRequest,
    parameters: AskedValues,
  ): Promise<NonNullable<ShownRequest['now']>> {
    try {
      const trial = offer.trialDays !== undefined
      const ask = { priceItemId, quantity, periodCount: offer.periodCount, trial, parameters }
      const { amount, offer: present } = await orders.price(db, ask)
      return omitUndefined({ amount: toWireMoney(amount), agreements: present.agreements })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { refusal: { zh: error.sentences['zh-CN'], en: error.sentences['en-US'] } }
    }
  }

  /** Throws `purchase_request.not_found`, also for another buyer's, and for what the reader may not see. */
  async function get(actor: MemberActor, id: Id<'prq'>): Promise<ShownRequest> {
    const told = await store.findTold(db, id)
    const reader = await getReader(db, actor)
    if (told?.request.buyerId !== requireBuyer(actor) || !mayRead(told.request, reader))
      throw purchaseRequestProblems.not_found({ purchaseRequestId: id })
    const parameters = readParameters(seal, getPlace(id), told.sealed)
    const isWaiting = told.request.state === 'waiting'
    return presentRequest(told, {
      parameters,
      acts: listActs(told.request, reader, clock.now()),
      now: isWaiting ? await priceNow(told.request, parameters) : undefined,
    })
  }

  async function list(
    actor: MemberActor,
    kind: PurchaseRequestList,
    page: PageRequest,
  ): Promise<Page<PurchaseRequestSummary>> {
    const reader = await getReader(db, actor)
    const rows = await store.list(db, { ...reader, buyerId: requireBuyer(actor), list: kind }, page)
    return toPage(rows, page.limit, { item: presentSummary, cursor: ({ request }) => request.id })
  }

  /** How many wait for this member's decision, counted to `most`. */
  async function countToDecide(actor: MemberActor, most: number): Promise<number> {
    const reader = await getReader(db, actor)
    return store.countToDecide(db, { ...reader, buyerId: requireBuyer(actor) }, most)
  }

  const nameOf = (from: Db, memberId: Id<'mbr'>): Promise<string> => store.getMemberName(from, memberId)

  return { getReader, get, list, countToDecide, nameOf }
}
