import { randomUUID } from 'node:crypto'
import { isInstanceId } from '@loggia/protocol/saas/v2'
import { refuseAs } from '../../requests.ts'
import type { OpeningRequest, Outcome } from '../../requests.ts'
import type { Purchase } from '../../purchase.ts'
import type { StoredRefusal } from '../../stores/store.ts'
import type { Ended } from '../../tasks/once.ts'
import type { Call } from '../context.ts'
import { runHandler } from '../run-handler.ts'
import { findInstance } from './instances.ts'
import { createOpeningWork } from './opening.ts'
import type { Opening } from './opening.ts'

type Opener = Pick<Opening, 'open' | 'onGiven'>

/** The end of an opening, or the answer to an order that cannot be opened. */
export type OpeningEnd = { readonly ended: Ended } | { readonly outcome: Outcome }

/**
 * Opens an instance for an order, once. A repeat gets the first instance, whose id is the business id of the first
 * request (saas-v2 §3.2, saas-v1 §6). The business id differs in every request, so repeats are never recognised by it.
 */
export async function openOnce(
  call: Call<unknown>,
  request: OpeningRequest,
  opener: Opener,
): Promise<OpeningEnd> {
  const { businessId, orderId, protocol, isTest, activity } = request
  if (!isInstanceId(businessId))
    return { outcome: refuseAs('invalid', 'businessId cannot be the id of an instance.') }
  const found = await claimOf(call, request)
  if ('kind' in found) return { outcome: found }
  const { key } = found
  const work = createOpeningWork(call, { ...found, ...opener, activity, orderId, protocol, isTest })
  const value = found.isKnown ? businessId : await freeId(call, businessId, key)
  const named = { activity, instanceId: value, orderId }
  return { ended: await call.once.run({ key, value, work, named, deadline: call.deadline }) }
}

/**
 * Returns an id that is not yet used by another order: somebody may enter the id of a buyer's instance in a debugging
 * console.
 */
async function freeId({ store }: Call<unknown>, businessId: string, key: string): Promise<string> {
  const holder = await findInstance(store, businessId)
  return holder === undefined || holder.openKey === key ? businessId : randomUUID()
}

/** `isKnown`: the claim exists already, and with it the id of the instance. */
type Found = {
  readonly key: string
  readonly isKnown: boolean
  readonly purchase: () => Promise<Purchase>
}

/**
 * The claim under which the order is opened. If the claim is known by its order line, the order is not queried again.
 */
async function claimOf(call: Call<unknown>, request: OpeningRequest): Promise<Found | Outcome> {
  const { store, purchases, onProblem } = call
  const { orderId, orderLineId, isTest, activity } = request
  const what = isTest ? `${activity} in test` : activity
  const key = JSON.stringify([what, orderId, orderLineId ?? null])
  const isKnown = request.told === undefined && (await store.lookUp(key)) !== undefined
  if (isKnown) return { key, isKnown, purchase: () => purchases.of(request) }
  const asked = await runHandler(() => purchases.of(request), { activity, orderId }, onProblem)
  // There is no id yet, and an opening that goes on can only be reported with an id (saas-v2 §3.2).
  if (!asked.ok) return refuseAs(asked.code === 'busy' ? 'failed' : asked.code, asked.message)
  const { charging, productId } = asked.value
  // One pay-per-use order may have several price items, and so several instances.
  const isByProduct = charging === 'payPerUse' && productId !== undefined
  return {
    key: isByProduct ? JSON.stringify([what, orderId, 'product', productId]) : key,
    isKnown,
    purchase: async () => asked.value,
  }
}

/** A busy opening is reported as one that goes on, with the id that this needs (saas-v2 §3.2). */
export const toRefusedOpening = (instanceId: string, { code, message }: StoredRefusal): Outcome =>
  code === 'busy' ? { kind: 'opening', instanceId } : refuseAs(code, message)
