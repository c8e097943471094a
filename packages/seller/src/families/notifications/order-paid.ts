import { toNames } from '../../requests.ts'
import type { OrderPaidRequest, Outcome } from '../../requests.ts'
import type { WorkDone } from '../../tasks/once.ts'
import type { Call } from '../context.ts'
import { runHandler, toOutcome, refuseWork } from '../run-handler.ts'
import type { NotificationHandlers } from './handlers.ts'

/** Handles the notification of a paid order, once for each order line (order-notification §4). */
export async function handleOrderPaid(
  call: Call<NotificationHandlers>,
  request: OrderPaidRequest,
): Promise<Outcome> {
  const { handlers, purchases, onProblem } = call
  const { orderId, orderLineId, protocol, isTest } = request
  const named = toNames(request)
  const work = async (): Promise<WorkDone> => {
    const run = async () => handlers.orderPaid({ purchase: await purchases.of(request), protocol, isTest })
    const answer = await runHandler(run, named, onProblem)
    return answer.ok ? { result: 'done', keep: 'always' } : refuseWork(answer)
  }
  const key = JSON.stringify([isTest ? 'orderPaid in test' : 'orderPaid', orderId, orderLineId ?? null])
  return toOutcome(await call.once.run({ key, value: '', work, named, deadline: call.deadline }))
}
