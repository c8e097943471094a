import { createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import { buySupervised, shipment } from '../../supervision/testing/supervised.ts'
import type { Supervised } from '../../supervision/testing/supervised.ts'

export const toCny = (minor: bigint) => createMoney(minor, 'CNY')

/** What a buyer paid for a delivery of {@link buySupervised}, in fen. */
export const paid = 1000n

/** What tests do with a refund request and look at: the delivery, its buyer and its seller are those of `it`. */
export function createRequesting(world: () => World) {
  const refunds = () => world().market.refunds
  const ask = async (it: Supervised, minor = paid, more: { readonly lineNumber?: string } = {}) =>
    (
      await refunds().askRefund({ actor: it.buyer }, it.orderId, {
        amount: toCny(minor),
        reason: '迟迟未交付',
        ...more,
      })
    ).requestId
  const approve = (it: Supervised, id: Id<'rrq'>) =>
    refunds().decideRequest({ actor: it.seller }, id, { approve: true })
  const reject = (it: Supervised, id: Id<'rrq'>) =>
    refunds().decideRequest({ actor: it.seller }, id, { approve: false, reason: '已开始实施' })
  const withdraw = (it: Supervised, id: Id<'rrq'>) => refunds().withdrawRequest(it.buyer, id)
  const sendBack = (it: Supervised, id: Id<'rrq'>) =>
    refunds().sendGoods(it.buyer, id, { carrier: 'SF Express', trackingNumber: 'SF9876543210' })
  const confirmBack = (it: Supervised, id: Id<'rrq'>) =>
    refunds().receiveGoods({ actor: it.seller }, id, { approve: true })
  const look = (it: Supervised, id: Id<'rrq'>) =>
    refunds().getRequest({ actor: it.operator, role: 'operator' }, id)
  const stateOf = async (it: Supervised, id: Id<'rrq'>) => (await look(it, id)).of.state
  const claimsOf = async (it: Supervised) =>
    (await world().market.orders.listClaims(world().platform.db, [it.orderLineId])).map(({ kind }) => kind)
  /** What messages about requests say, the newest first; settled ones are in brackets. */
  async function listTold(party: Parameters<World['market']['notifications']['list']>[0]) {
    const { items } = await world().market.notifications.list(party, { limit: 50 })
    return items
      .filter(({ kind }) => kind.startsWith('refund_request'))
      .map(({ data, readAt }) => {
        const what = typeof data.what === 'string' ? data.what : 'overdue'
        return readAt === undefined ? what : `(${what})`
      })
  }
  const parties = (it: Supervised) => ({
    seller: { kind: 'seller', id: it.seller.sellerId } as const,
    buyer: { kind: 'buyer', id: it.buyer.buyerId } as const,
    operator: { kind: 'operator' } as const,
  })
  /** Goods that were shipped, and received if told. */
  async function shipped({ received }: { readonly received: boolean }): Promise<Supervised> {
    const it = await buySupervised(world(), { flow: 'hardware' })
    const contact = { name: 'Buyer', email: 'buyer@loggia.example', phone: shipment.phone }
    await world().market.parties.setBuyerContact(it.buyer, contact)
    await it.deliver({ shipment })
    if (received) await world().market.supervisions.reportReceipt(it.operator, it.id, world().clock.now())
    return it
  }
  return {
    ask,
    approve,
    reject,
    withdraw,
    sendBack,
    confirmBack,
    look,
    stateOf,
    claimsOf,
    listTold,
    parties,
    shipped,
  }
}
