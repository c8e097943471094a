import { refuseAs, refuseUnknownInstance } from '../../requests.ts'
import type { InstanceRequest, Outcome } from '../../requests.ts'
import type { StoredInstance } from '../../stores/store.ts'
import type { Call } from '../context.ts'
import { findInstance, isOfFamily, isVisible, showInstance } from './instances.ts'

/** Finds the instance of a request and calls `change`, or answers at once why the request is not carried out. */
export async function withInstance(
  call: Call<unknown>,
  request: InstanceRequest,
  change: (instance: StoredInstance) => Promise<Outcome>,
): Promise<Outcome> {
  const instance = await findInstance(call.store, request.instanceId)
  if (!instance || !isOfFamily(call, instance, request)) return refuseUnknownInstance()
  // A call from the debugging console must not touch the instance of a buyer.
  if (request.isTest && !instance.isTest) return { kind: 'done' }
  const isRelease = request.activity === 'release'
  if (isRelease && (instance.state === 'released' || instance.state === 'refused')) return { kind: 'done' }
  if (!isVisible(instance, request) || instance.state === 'refused') return refuseUnknownInstance()
  if (instance.state === 'opening' && !isRelease) return refuseAs('busy', 'The instance is still being made.')
  return change(instance)
}

/** What every handler for an instance gets. */
export const toAsked = (request: InstanceRequest, instance: StoredInstance) => ({
  protocol: request.protocol,
  isTest: instance.isTest,
  instance: showInstance(instance),
})
