import { addDays, addWorkingDays, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Instant, Page, WorkingDays } from '@loggia/kernel'
import type { OperatorList, SupervisionList } from '@loggia/protocol/console/supervision/kinds'
import type { KeptFile } from '../../files/index.ts'
import { toConsentedData } from '../../orders/index.ts'
import type { Order, OrderLine } from '../../orders/index.ts'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import type { Customer } from '../../parties/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import * as appealStore from '../appeal-store.ts'
import { supervisionProblems } from '../problems.ts'
import {
  decisionWorkingDays,
  findPause,
  findPauseOfAppeal,
  isOpened,
  isOver,
  listActs,
  mayBeReceived,
  mayMark,
  waitingDays,
} from '../rules.ts'
import type { Appeal, Supervision, SupervisionParty } from '../schema.ts'
import * as store from '../store.ts'
import { fileKinds, getOwn, isPartyOf } from './context.ts'
import type { SupervisionContext } from './context.ts'

type Until = { readonly at: Instant; readonly what: 'decision' | 'auto_acceptance' | 'opening' }
/** A supervised delivery with what its parties see of it. */
export type ShownSupervision = {
  readonly of: Supervision
  readonly reader: SupervisionParty
  readonly order: Order
  readonly line: OrderLine
  readonly buyer: Customer['name']
  readonly seller: Customer['name']
  /** R47, R66: what the buyer consented to be passed on; for the seller. */
  readonly contact?: ReturnType<typeof toConsentedData>
  readonly files: (kind: keyof typeof fileKinds) => readonly KeptFile[]
  readonly until?: Until
  readonly appeal?: ShownAppeal
  /** R103, R146: whether an appeal, or a refund request that is not overdue, keeps the reader from an appeal. */
  readonly waits: boolean
}
export type ShownAppeal = {
  readonly appeal: Appeal
  readonly files: readonly KeptFile[]
  readonly due?: Instant
}

/** A delivery that waits for an operator. */
export type ToDecide = {
  readonly kind: 'appeal' | 'recheck'
  readonly id: Id<'spv'>
  readonly product: Customer['name']
  readonly seller: Customer['name']
  readonly askedAt: Instant
  readonly dueAt: Instant
}

/** R103: until when an operator decides, from the moment of the question. */
type Due = (since: Instant) => Instant

const toDue =
  (days: WorkingDays): Due =>
  (since) =>
    addWorkingDays(since, decisionWorkingDays, days)

/** Supervised deliveries as buyers, sellers and operators see them. */
export function createLists(context: SupervisionContext) {
  const { calendar, db, clock, zone, files, fulfilment, orders, parties } = context

  /** R70: the opening fails; R103, R105: operators decide within 3 working days; R100: the system accepts. */
  function findUntil(
    of: Supervision,
    { decisionDue, openingUntil }: { readonly decisionDue: Due; readonly openingUntil: Instant | undefined },
  ): Until | undefined {
    if (isOver(of)) return undefined
    if (openingUntil !== undefined) return { at: openingUntil, what: 'opening' }
    if (of.appealedAt !== undefined) return { at: decisionDue(of.appealedAt), what: 'decision' }
    if (findPause(of)) return undefined
    if (of.stage === 'recheck') return { at: decisionDue(of.since), what: 'decision' }
    const acceptAt = of.stage === 'acceptance' ? of.shipment?.acceptAt : undefined
    return acceptAt === undefined ? undefined : { at: acceptAt, what: 'auto_acceptance' }
  }

  /** Reads in sets: a page of deliveries takes as many statements as a single delivery. */
  async function show(reader: SupervisionParty, all: readonly Supervision[]): Promise<ShownSupervision[]> {
    if (all.length === 0) return []
    const days = await calendar.getWorkingDays(db)
    const decisionDue = toDue(days)
    const orderOf = await orders.getAll(
      db,
      all.map(({ orderId }) => orderId),
    )
    const customerOf = await parties.getCustomers(
      db,
      all.map(({ orderId }) => orderOf(orderId)),
    )
    const sellerOf = await parties.getSellers(
      db,
      all.map(({ sellerId }) => sellerId),
    )
    const appealOf = await appealStore.listNewest(
      db,
      all.map(({ id }) => id),
    )
    const filesOf = await files.listOf(db, [
      ...all.map(({ id }) => id),
      ...[...appealOf.values()].map(({ id }) => id),
    ])
    const openingUntil = await fulfilment.listUntil(
      db,
      all.filter((of) => !isOpened(of)).map(({ subscriptionId }) => subscriptionId),
    )
    return all.map((of) => {
      const order = orderOf(of.orderId)
      const line = order.lines.find(({ id }) => id === of.orderLineId)
      if (!line) throw new Error(`There is no order line ${of.orderLineId}`)
      const customer = customerOf(order)
      const appeal = appealOf.get(of.id)
      return omitUndefined({
        of,
        reader,
        order,
        line,
        buyer: customer.name,
        seller: sellerOf(of.sellerId).name,
        contact: reader === 'seller' ? toConsentedData(customer, line.offer) : undefined,
        files: (kind: keyof typeof fileKinds) =>
          filesOf(of.id).filter((file) => file.kind === fileKinds[kind]),
        until: findUntil(of, { decisionDue, openingUntil: openingUntil.get(of.subscriptionId) }),
        appeal: appeal && showAppeal(appeal, filesOf(appeal.id), decisionDue),
        waits: reader !== 'operator' && findPauseOfAppeal(of, { now: clock.now(), days }) !== undefined,
      })
    })
  }

  const showAppeal = (appeal: Appeal, kept: readonly KeptFile[], decisionDue: Due): ShownAppeal =>
    omitUndefined({
      appeal,
      files: kept,
      due: appeal.state === 'open' ? decisionDue(appeal.openedAt) : undefined,
    })

  async function toShownPage(
    reader: SupervisionParty,
    rows: readonly Supervision[],
    limit: number,
  ): Promise<Page<ShownSupervision>> {
    const page = toPage(rows, limit, { item: (row) => row, cursor: (row) => row.id })
    return { ...page, items: await show(reader, page.items) }
  }

  type OfParty = store.Search & { readonly list: SupervisionList }
  const listOfBuyer = async (actor: MemberActor, asked: OfParty): Promise<Page<ShownSupervision>> =>
    toShownPage('buyer', await store.listOfParty(db, { buyerId: requireBuyer(actor) }, asked), asked.limit)

  const listOfSeller = async (actor: MemberActor, asked: OfParty): Promise<Page<ShownSupervision>> =>
    toShownPage('seller', await store.listOfParty(db, { sellerId: requireSeller(actor) }, asked), asked.limit)

  async function listOfMarket(
    actor: MemberActor,
    asked: store.Search & { readonly list: OperatorList },
  ): Promise<Page<ShownSupervision>> {
    requireOperator(actor)
    const overdueFrom = addDays(clock.now(), -waitingDays.first, zone)
    return toShownPage('operator', await store.listOfMarket(db, { ...asked, overdueFrom }), asked.limit)
  }

  /** All of an order for its buyer and operators, its own for a seller; else `supervision.not_found`. */
  async function listOfOrder(
    actor: MemberActor,
    role: SupervisionParty,
    orderId: Id<'ord'>,
  ): Promise<ShownSupervision[]> {
    const { buyerId, lines } = await orders.get(db, orderId)
    const isOwn = {
      buyer: () => buyerId === requireBuyer(actor),
      seller: () => lines.some(({ sellerId }) => sellerId === requireSeller(actor)),
      operator: () => requireOperator(actor) === undefined,
    }[role]()
    if (!isOwn) throw supervisionProblems.not_found({ orderId })
    const all = await store.listByOrder(db, orderId)
    return show(
      role,
      all.filter((of) => isPartyOf(actor, role, of)),
    )
  }

  /** Throws `supervision.not_found`, also for somebody else's. */
  async function get(actor: MemberActor, role: SupervisionParty, id: Id<'spv'>): Promise<ShownSupervision> {
    const [shown] = await show(role, [await getOwn(db, { actor, role, id })])
    if (!shown) throw supervisionProblems.not_found({ supervisionId: id })
    return shown
  }

  /** What operators decide, the oldest first, which is also the first that is due (R103, R105). */
  async function listToDecide(limit: number): Promise<ToDecide[]> {
    const all = await show('operator', await store.listToDecide(db, limit))
    const decisionDue = toDue(await calendar.getWorkingDays(db))
    return all.map(({ of, line, seller }) => {
      const askedAt = of.appealedAt ?? of.since
      const kind = of.appealedAt === undefined ? 'recheck' : 'appeal'
      return {
        kind,
        id: of.id,
        product: line.offer.productName,
        seller,
        askedAt,
        dueAt: decisionDue(askedAt),
      }
    })
  }

  return { listOfBuyer, listOfSeller, listOfMarket, listOfOrder, get, listToDecide }
}

/** What the reader may do now, beside the acts of the flow also appeals, marks and refunds. */
export function listPossible({ of, reader, appeal, waits }: ShownSupervision) {
  if (isOver(of)) return []
  const pause = findPause(of)
  const open = appeal?.appeal.state === 'open' ? appeal.appeal : undefined
  const flow = listActs(of, reader)
  if (reader === 'operator')
    return [
      ...flow,
      ...(open ? (['decide_appeal'] as const) : []),
      ...(mayMark(of) ? (['mark_recheck'] as const) : []),
      ...(mayBeReceived(of) && !pause ? (['report_receipt'] as const) : []),
      // Also while a refund request is open. An open appeal is ended by its decision.
      ...(pause === 'appeal' || !isOpened(of) ? [] : (['refund'] as const)),
    ]
  return [
    ...flow,
    ...(open?.by === reader ? (['withdraw_appeal'] as const) : []),
    ...(waits ? [] : (['appeal'] as const)),
  ]
}
