import type { Messages } from '@loggia/protocol/console'
import { notify, toWireMoney } from '../../platform/index.ts'
import type { Party, Tx } from '../../platform/index.ts'
import type { Supervision } from '../../supervision/index.ts'
import type { RefundRequest } from '../schema.ts'
import type { RefundsContext } from './giving.ts'

export type RefundRole = 'buyer' | 'seller' | 'operator'
type What = Messages['refund_request']['what']

/** Tells parties about requests; a later message about the same request replaces the earlier one. */
export function createTelling({ orders }: Pick<RefundsContext, 'orders'>) {
  async function tell(
    tx: Tx,
    of: RefundRequest,
    { to, what, reason }: { readonly to: 'buyer' | 'seller'; readonly what: What; readonly reason?: string },
  ): Promise<void> {
    const data = { ...(await describeRequest(tx, of)), what, reason }
    await notify(tx, 'refund_request', toParty(of, to), { subject: of.id, data })
  }

  /** R146: operators see it until the seller answers. */
  const tellOverdue = async (tx: Tx, of: RefundRequest): Promise<void> =>
    notify(
      tx,
      'refund_request_overdue',
      { kind: 'operator' },
      { subject: of.id, data: await describeRequest(tx, of) },
    )

  async function describeRequest(tx: Tx, of: RefundRequest) {
    const [first] = of.lines
    if (!first) throw new Error(`The request ${of.id} has no line`)
    const order = await describe(tx, { ...of, ...first })
    return { ...order, requestId: of.id, amount: toWireMoney(of.amount) }
  }

  /** R151: the buyer may ask although the goods are on their way. */
  const tellPermitted = async (tx: Tx, of: Supervision): Promise<void> =>
    notify(tx, 'refund_request', toParty(of, 'buyer'), {
      subject: of.id,
      data: { what: 'permitted', ...(await describe(tx, { ...of, supervisionId: of.id })) },
    })

  type OfLine = Pick<Supervision, 'orderId' | 'orderLineId'> & { readonly supervisionId: Supervision['id'] }
  async function describe(tx: Tx, { orderId, orderLineId, supervisionId }: OfLine) {
    const { number: orderNumber, lines } = await orders.get(tx, orderId)
    const line = lines.find(({ id }) => id === orderLineId)
    if (!line) throw new Error(`There is no order line ${orderLineId}`)
    return { orderId, orderNumber, product: line.offer.productName, supervisionId }
  }

  return { tell, tellOverdue, tellPermitted }
}

const toParty = (of: Pick<RefundRequest, 'buyerId' | 'sellerId'>, role: 'buyer' | 'seller'): Party =>
  role === 'buyer' ? { kind: 'buyer', id: of.buyerId } : { kind: 'seller', id: of.sellerId }
