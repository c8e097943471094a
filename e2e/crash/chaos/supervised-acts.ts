import type { RouteInput, Supervision } from '@loggia/protocol/console'
import { drawBetween, pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import { contact } from './world.ts'

export type Act = Supervision['acts'][number]
export type Party = 'buyer' | 'seller' | 'operator'
/** A party that looks at a delivery. */
export type Acting = {
  readonly party: Party
  readonly client: Member['client']
  readonly of: Supervision
  readonly chance: Chance
  readonly now: number
  readonly idempotencyKey: string
}
type Staged = Pick<Supervision, 'stage'>
type Body<Route extends Parameters<Member['client']['request']>[0]> = RouteInput<Route>['body']

export const pdf = {
  name: 'proof.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64'),
}
export const reason = 'As agreed on the phone'
const dayMs = 86_400_000

/** The request of each act, which may be repeated; a party is only offered its own. */
export const requests: Partial<Record<Act, (acting: Acting) => (signal: AbortSignal) => Promise<Staged>>> = {
  submit_demand({ client, of, chance, idempotencyKey }) {
    const body = { text: 'example.test', ...(chance() < 0.5 && { file: pdf }) }
    return (signal) =>
      client.request(
        'POST /api/buyer/supervisions/:supervisionId/demand',
        { params: paramsOf(of), body },
        { idempotencyKey, signal },
      )
  },
  confirm_demand({ client, of, chance }) {
    const parts = chance() < 0.4 && { milestones: ['Set up', 'Train'] }
    return (signal) =>
      client.request(
        'POST /api/seller/supervisions/:supervisionId/demand-decision',
        { params: paramsOf(of), body: { approve: true, ...parts } },
        { signal },
      )
  },
  reject_demand:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/seller/supervisions/:supervisionId/demand-decision',
        { params: paramsOf(of), body: { approve: false, reason } },
        { signal },
      ),
  deliver(acting) {
    const { client, of, idempotencyKey } = acting
    const body = proofOf(acting)
    return (signal) =>
      client.request(
        'POST /api/seller/supervisions/:supervisionId/delivery',
        { params: paramsOf(of), body },
        { idempotencyKey, signal },
      )
  },
  accept:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/buyer/supervisions/:supervisionId/acceptance',
        { params: paramsOf(of) },
        { signal },
      ),
  reject:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/buyer/supervisions/:supervisionId/rejection',
        { params: paramsOf(of), body: { reason } },
        { signal },
      ),
  pass_recheck:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/operator/supervisions/:supervisionId/recheck',
        { params: paramsOf(of), body: { approve: true } },
        { signal },
      ),
  fail_recheck:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/operator/supervisions/:supervisionId/recheck',
        { params: paramsOf(of), body: { approve: false, reason } },
        { signal },
      ),
  mark_recheck:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/operator/supervisions/:supervisionId/recheck-mark',
        { params: paramsOf(of), body: { needed: !of.needsRecheck } },
        { signal },
      ),
  report_receipt({ client, of, chance, now }) {
    const shippedAt = Date.parse(of.deliveredAt ?? '')
    const receivedAt = new Date(shippedAt + Math.floor(chance() * (now - shippedAt))).toISOString()
    return (signal) =>
      client.request(
        'POST /api/operator/supervisions/:supervisionId/receipt',
        { params: paramsOf(of), body: { receivedAt } },
        { signal },
      )
  },
  refund:
    ({ client, of }) =>
    (signal) =>
      client.request(
        'POST /api/operator/supervisions/:supervisionId/refund',
        { params: paramsOf(of), body: { reason } },
        { signal },
      ),
  appeal:
    ({ client, party, of, idempotencyKey }) =>
    (signal) =>
      client.request(
        `POST /api/${sideOf(party)}/supervisions/:supervisionId/appeals`,
        { params: paramsOf(of), body: { reason, ...(party === 'seller' && { file: pdf }) } },
        { idempotencyKey, signal },
      ),
  withdraw_appeal:
    ({ client, party, of }) =>
    (signal) =>
      client.request(
        `POST /api/${sideOf(party)}/supervisions/:supervisionId/appeal-withdrawal`,
        { params: paramsOf(of) },
        { signal },
      ),
  decide_appeal(acting) {
    const { client, of } = acting
    const body = decisionOf(acting)
    return (signal) =>
      client.request(
        'POST /api/operator/supervisions/:supervisionId/appeal-decision',
        { params: paramsOf(of), body },
        { signal },
      )
  },
}

const paramsOf = ({ id }: Supervision) => ({ supervisionId: id })
const sideOf = (party: Party): 'buyer' | 'seller' => (party === 'seller' ? 'seller' : 'buyer')

/** Some say since when it is in use, by the calendar of Shanghai; some goods have a phone that is not the order's. */
function proofOf({ of, chance, now }: Acting): Body<'POST /api/seller/supervisions/:supervisionId/delivery'> {
  const daysAgo = drawBetween(chance, 0, Math.floor((now - Date.parse(of.paidAt)) / dayMs))
  const begunOn = new Date(now - daysAgo * dayMs + dayMs / 3).toISOString().slice(0, 10)
  const phone = chance() < 0.85 ? contact.phone : '13900000000'
  return {
    file: pdf,
    ...(chance() < 0.3 && { begunOn }),
    ...(of.type === 'hardware' && {
      shipment: { carrier: 'Express', trackingNumber: `TN${drawBetween(chance, 100_000, 999_999)}`, phone },
    }),
  }
}

function decisionOf({
  of,
  chance,
}: Acting): Body<'POST /api/operator/supervisions/:supervisionId/appeal-decision'> {
  const outcome = pickOne(chance, ['continue', 'continue', 'done', 'refunded'] as const)
  if (outcome !== 'refunded' || chance() < 0.4) return { outcome, reason }
  const paidMinor = Math.round(Number(of.amount.amount) * 100)
  const amount = (drawBetween(chance, 1, paidMinor) / 100).toFixed(2)
  return { outcome, reason, amount: { ...of.amount, amount } }
}
