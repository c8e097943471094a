import { namesOf, refuseAs } from '../requests.ts'
import type { OrderPaidRequest, Outcome } from '../requests.ts'
import type { WorkDone } from '../tasks/once.ts'
import type { Call } from './context.ts'
import { handled, refusalIn, workRefused } from './handled.ts'

/** A paid order is told, and taken note of once for each of its lines (order-notification §4). */
export async function orderPaid(call: Call, request: OrderPaidRequest): Promise<Outcome> {
  const { handlers, purchases, onProblem } = call
  const { orderId, orderLineId, protocol, isTest } = request
  if (!handlers.orderPaid) return refuseAs('invalid', 'Order notifications are not taken here.')
  const named = namesOf(request)
  const work = async (): Promise<WorkDone> => {
    const run = async () => handlers.orderPaid?.({ purchase: await purchases.of(request), protocol, isTest })
    const answer = await handled(run, named, onProblem)
    return answer.ok ? { result: 'done', keep: 'always' } : workRefused(answer)
  }
  const key = JSON.stringify([isTest ? 'orderPaid in test' : 'orderPaid', orderId, orderLineId ?? null])
  const ended = await call.once.do({ key, value: '', work, named, deadline: call.deadline })
  if (!ended.ended) return { kind: 'under way' }
  const refusal = refusalIn(ended.result)
  return refusal ? refuseAs(refusal.code, refusal.message) : { kind: 'done' }
}
