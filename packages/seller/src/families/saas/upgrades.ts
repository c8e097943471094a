import { omitUndefined } from '@loggia/kernel'
import { mergeOrder } from '../../purchase.ts'
import { refuseAs } from '../../requests.ts'
import type { CheckChangeRequest, Outcome, UpgradeRequest } from '../../requests.ts'
import type { SaasCall } from '../context.ts'
import { changeOnce } from '../instances/change-once.ts'
import { withInstance, toAsked } from '../instances/with-instance.ts'
import { runHandler } from '../run-handler.ts'

/** Changes the specification or quantity, once for each order (saas-v2 §3.7). */
export const upgrade = (call: SaasCall, request: UpgradeRequest): Promise<Outcome> =>
  withInstance(call, request, async () => {
    const { instanceId, orderId, orderLineId } = request
    const { handlers } = call
    if (!handlers.upgrade) return refuseAs('invalid', 'This product cannot be upgraded.')
    return changeOnce(call, request, {
      key: [orderId, orderLineId ?? null],
      purchase: () => call.purchases.of(request),
      run: ({ instance, purchase }) =>
        purchase && handlers.upgrade?.({ ...toAsked(request, instance), purchase }),
      change: (before, purchase) =>
        omitUndefined({ instanceId, purchase: purchase ? mergeOrder(before.purchase, purchase) : undefined }),
    })
  })

/** Asks whether a renewal may change the instance. Nothing is kept, because the answer may differ the next time. */
export const checkChange = (call: SaasCall, request: CheckChangeRequest): Promise<Outcome> =>
  withInstance(call, request, async (instance) => {
    const { handlers, onProblem } = call
    const { instanceId, target } = request
    if (!handlers.checkChange)
      return handlers.upgrade ? { kind: 'done' } : refuseAs('invalid', 'This product cannot be changed.')
    const run = async () => handlers.checkChange?.({ ...toAsked(request, instance), target })
    const answer = await runHandler(run, { activity: 'checkChange', instanceId }, onProblem)
    return answer.ok ? { kind: 'done' } : refuseAs(answer.code, answer.message)
  })
