import { omitUndefined } from '@loggia/kernel'
import { mergeOrder } from '../../purchase.ts'
import type { Purchase } from '../../purchase.ts'
import type { ChangeEndRequest, Outcome, ReleaseRequest } from '../../requests.ts'
import type { StoredInstance } from '../../stores/store.ts'
import type { InstanceCall } from '../context.ts'
import { changeOnce } from './change-once.ts'
import { withInstance, toAsked } from './with-instance.ts'
import { setStatus } from './status.ts'

/** Changes the end of a term, once for each order and reason (saas-v2 §3.4). */
export const changeEnd = (call: InstanceCall, request: ChangeEndRequest): Promise<Outcome> =>
  withInstance(call, request, async (found) => {
    const { instanceId, reason, expiresAtMs, orderId, orderLineId } = request
    const isOther = reason === 'renewalWithChange' || reason === 'trialToPaid'
    const outcome = await changeOnce(call, request, {
      key: [reason, orderId, orderLineId ?? null, ...keyOfEnd(request)],
      purchase: () => purchaseForEnd(call, request),
      run: ({ instance, purchase }) =>
        purchase &&
        call.handlers.changeEnd?.({ ...toAsked(request, instance), reason, expiresAtMs, purchase }),
      change: (before, purchase) =>
        omitUndefined({
          instanceId,
          expiresAtMs,
          purchase: isOther && purchase ? mergeOrder(before.purchase, purchase) : undefined,
        }),
    })
    return outcome.kind === 'done' && isThawed(call, request, found)
      ? setStatus(call, { ...request, activity: 'unfreeze' })
      : outcome
  })

/** License 1.0 does not tell a cancelled renewal from a renewal, except by the end. */
const keyOfEnd = ({ family, expiresAtMs }: ChangeEndRequest): string[] =>
  family === 'licenseV1' ? [String(expiresAtMs)] : []

const isThawed = (
  { now, traitsOf }: InstanceCall,
  { protocol, expiresAtMs }: ChangeEndRequest,
  { state }: StoredInstance,
): boolean => state === 'frozen' && expiresAtMs > now() && traitsOf(protocol)?.renewalUnfreezes === true

/**
 * The request itself has the new end, so a failed order query is only reported. It fails the call for a renewal that
 * changes the product, because what was bought has to be known then.
 */
async function purchaseForEnd(call: InstanceCall, request: ChangeEndRequest): Promise<Purchase> {
  if (request.reason === 'renewalWithChange') return call.purchases.of(request)
  return call.purchases.of(request).catch((error: unknown) => {
    const { orderId, instanceId } = request
    call.onProblem({
      code: 'order_query_failed',
      message: 'The order query failed; the new end is known nevertheless.',
      activity: 'changeEnd',
      orderId,
      instanceId,
      error,
    })
    return call.purchases.ofIds(request)
  })
}

/**
 * Ends an instance. A repeat succeeds and does nothing (saas-v2 §3.6). If `open` is still running, `release` waits for
 * it, if necessary after the call was answered. Otherwise `release` would find nothing to end, and `open` would leave
 * an instance that nobody ends.
 */
export const release = (call: InstanceCall, request: ReleaseRequest): Promise<Outcome> =>
  withInstance(call, request, ({ openKey }) => {
    const { instanceId, orderId, orderLineId } = request
    return changeOnce(call, request, {
      key: [],
      ready: () => call.once.waitUntilFree(openKey),
      run: ({ instance }) =>
        call.handlers.release?.(omitUndefined({ ...toAsked(request, instance), orderId, orderLineId })),
      change: () => ({ instanceId, state: 'released' }),
    })
  })
