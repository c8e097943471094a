import { randomUUID } from 'node:crypto'
import { isInstanceId } from '@loggia/protocol/saas/v2'
import type { Access } from '../../instance.ts'
import type { OpenRequest, Outcome } from '../../requests.ts'
import { refuseAs } from '../../requests.ts'
import type { Purchase } from '../../purchase.ts'
import type { StoredRefusal } from '../../stores/store.ts'
import type { Ended } from '../../tasks/once.ts'
import type { SaasCall } from '../context.ts'
import { runHandler, findRefusal } from '../run-handler.ts'
import { findInstance } from './instances.ts'
import { laterResult, createOpeningWork } from './opening.ts'
import { readStanding } from './standing.ts'

/**
 * Opens an instance for an order, once. A repeat gets the first instance, whose id is the business id of the first
 * request (saas-v2 §3.2, saas-v1 §6). The business id differs in every request, so repeats are never recognised by it.
 */
export async function open(call: SaasCall, request: OpenRequest): Promise<Outcome> {
  const { businessId, orderId, protocol, isTest } = request
  if (!isInstanceId(businessId)) return refuseAs('invalid', 'businessId cannot be the id of an instance.')
  const found = await claimOf(call, request)
  if ('kind' in found) return found
  let given: Access | undefined
  const onGiven = (access: Access): void => void (given = access)
  const work = createOpeningWork(call, { ...found, orderId, protocol, isTest, onGiven })
  const { key } = found
  const value = found.isKnown ? businessId : await freeId(call, businessId, key)
  const named = { activity: 'open', instanceId: value, orderId }
  const ended = await call.once.run({ key, value, work, named, deadline: call.deadline })
  return withPassword(await outcomeOf(call, request, ended), given)
}

/** If this answer has the access data, it also has the password, which may not have been stored for a later answer. */
function withPassword(outcome: Outcome, given: Access | undefined): Outcome {
  if (outcome.kind !== 'opened' || given?.password === undefined) return outcome
  const { description } = outcome
  return description?.frontEndUrl === undefined || description.password !== undefined
    ? outcome
    : { ...outcome, description: { ...description, password: given.password } }
}

/**
 * Returns an id that is not yet used by another order: somebody may enter the id of a buyer's instance in a debugging
 * console.
 */
async function freeId({ store }: SaasCall, businessId: string, key: string): Promise<string> {
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
async function claimOf(call: SaasCall, request: OpenRequest): Promise<Found | Outcome> {
  const { store, purchases, onProblem } = call
  const { orderId, orderLineId, isTest } = request
  const key = keyOf(isTest, [orderId, orderLineId ?? null])
  const isKnown = request.told === undefined && (await store.lookUp(key)) !== undefined
  if (isKnown) return { key, isKnown, purchase: () => purchases.of(request) }
  const asked = await runHandler(() => purchases.of(request), { activity: 'open', orderId }, onProblem)
  // There is no id yet, and an opening that goes on can only be reported with an id (saas-v2 §3.2).
  if (!asked.ok) return refuseAs(asked.code === 'busy' ? 'failed' : asked.code, asked.message)
  const { charging, productId } = asked.value
  // One pay-per-use order may have several price items, and so several instances.
  const isByProduct = charging === 'payPerUse' && productId !== undefined
  return {
    key: isByProduct ? keyOf(isTest, [orderId, 'product', productId]) : key,
    isKnown,
    purchase: async () => asked.value,
  }
}

const keyOf = (isTest: boolean, parts: readonly (string | null)[]): string =>
  JSON.stringify([isTest ? 'open in test' : 'open', ...parts])

async function outcomeOf(call: SaasCall, request: OpenRequest, ended: Ended): Promise<Outcome> {
  const instanceId = ended.value
  if (!ended.ended) return { kind: 'opening', instanceId }
  const refusal = findRefusal(ended.result)
  if (refusal) return refusedOpening(instanceId, refusal)
  const hasAccess = call.traitsOf(request.protocol)?.answersOpenedWithAccess === true
  if (ended.result !== laterResult && !hasAccess) return { kind: 'opened', instanceId }
  const instance = await findInstance(call.store, instanceId)
  if (!instance) return { kind: 'opening', instanceId }
  if (instance.state === 'released') return { kind: 'opened', instanceId, description: instance.access }
  const standing = await readStanding(call, instance)
  if (standing.kind === 'refused') return refusedOpening(instanceId, standing.refusal)
  if (standing.kind === 'opening') return { kind: 'opening', instanceId }
  return { kind: 'opened', instanceId, description: standing.description }
}

/** A busy `open` is reported as an opening that goes on, with the id that this needs (saas-v2 §3.2). */
const refusedOpening = (instanceId: string, { code, message }: StoredRefusal): Outcome =>
  code === 'busy' ? { kind: 'opening', instanceId } : refuseAs(code, message)
