import type { RefundRequest } from '@loggia/protocol/console'
import { drawBetween } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import { askUntilDecided } from './asking.ts'
import type { Answered } from './asking.ts'
import { pdf, reason } from './supervised-acts.ts'
import type { Acting } from './supervised-acts.ts'

type Asking = Pick<Acting, 'client' | 'of' | 'chance' | 'idempotencyKey'>
type Counting = { count(answered: Answered<unknown>, what: string): void }
type Answering = Pick<Acting, 'client' | 'chance' | 'idempotencyKey'> & { readonly of: RefundRequest }
type Act = RefundRequest['acts'][number]

/** How often a buyer asks for money back when it looks at a delivery. */
const asksOften = 0.12
/** How often a buyer withdraws, whose request nobody has answered. */
const withdrawsOften = 0.3

/** Requests for negotiated refunds (R139, R140), and what buyers and sellers do with them. */
export function createRefundRequests({ count }: Counting) {
  /** Whether there was something to do about a refund of this delivery. */
  async function actOn(acting: Acting): Promise<boolean> {
    const { of, party, chance } = acting
    if (party === 'operator') return false
    if (of.paused === 'refund') return answer(acting)
    if (party === 'seller' || of.paused || chance() >= asksOften) return false
    await ask(acting)
    return true
  }

  /** For all that was paid, or for a part. */
  async function ask({ client, of, chance, idempotencyKey }: Asking): Promise<void> {
    const params = { orderId: of.order.id }
    const paidMinor = Math.round(Number(of.amount.amount) * 100)
    const minor = chance() < 0.5 ? paidMinor : drawBetween(chance, 1, paidMinor)
    const amount = { ...of.amount, amount: (minor / 100).toFixed(2) }
    const body = { amount, reason, ...(chance() < 0.3 && { file: pdf }) }
    const answered = await askUntilDecided((signal) =>
      client.request(
        'POST /api/buyer/orders/:orderId/refund-requests',
        { params, body },
        { idempotencyKey, signal },
      ),
    )
    count(answered, 'refund requested')
  }

  /** The open request is answered, withdrawn, or the goods go back. */
  async function answer({ client, party, of, chance, idempotencyKey }: Acting): Promise<boolean> {
    const params = { supervisionId: of.id }
    const side = party === 'seller' ? 'seller' : 'buyer'
    const known = await askUntilDecided((signal) =>
      client.request(`GET /api/${side}/supervisions/:supervisionId/refund-requests`, { params }, { signal }),
    )
    if ('refused' in known) return false
    const open = known.reply.items.find(({ acts }) => acts.length > 0)
    const act = open?.acts.find((one) => one !== 'withdraw' || chance() < withdrawsOften)
    if (!open || !act) return false
    const send = senders[act]({ client, of: open, chance, idempotencyKey })
    count(await askUntilDecided(send), `refund request: ${act}`)
    return true
  }

  return { actOn, ask }
}

const senders: Readonly<Record<Act, (by: Answering) => (signal: AbortSignal) => Promise<unknown>>> = {
  withdraw:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/buyer/refund-requests/:refundRequestId/withdrawal',
        { params: { refundRequestId: of.id } },
        { signal },
      ),
  send_goods:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/buyer/refund-requests/:refundRequestId/goods',
        { params: { refundRequestId: of.id }, body: { carrier: 'Express', trackingNumber: 'BACK00001' } },
        { signal },
      ),
  decide({ client, of, chance, idempotencyKey }) {
    const body = decide(chance)
    return (signal) =>
      client.request(
        'POST /api/seller/refund-requests/:refundRequestId/decision',
        { params: { refundRequestId: of.id }, body },
        { idempotencyKey, signal },
      )
  },
  receive_goods({ client, of, chance, idempotencyKey }) {
    const body = decide(chance)
    return (signal) =>
      client.request(
        'POST /api/seller/refund-requests/:refundRequestId/goods-receipt',
        { params: { refundRequestId: of.id }, body },
        { idempotencyKey, signal },
      )
  },
}

const decide = (chance: Chance) =>
  chance() < 0.6 ? ({ approve: true } as const) : ({ approve: false, reason } as const)
