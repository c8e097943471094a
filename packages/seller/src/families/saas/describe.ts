import type { DescribeRequest, DescribedInstance, Outcome } from '../../requests.ts'
import { refuseAs, refuseUnknownInstance } from '../../requests.ts'
import type { StoredInstance, StoredRefusal } from '../../stores/store.ts'
import type { SaasCall } from '../context.ts'
import { findInstances, isOfFamily, isVisible } from '../instances/instances.ts'
import { readStanding } from './standing.ts'
import type { Standing } from './standing.ts'

/**
 * Describes instances. Ids of unknown instances are left out. If no instance can be described, the answer is that none
 * is known, that one of them is still being made, or the reason of a refusal. An empty list is never returned, because
 * it could be read as a service without an address.
 */
export async function describe(call: SaasCall, request: DescribeRequest): Promise<Outcome> {
  const ids = request.instanceIds.length === 1 ? request.instanceIds : [...new Set(request.instanceIds)]
  const found = await findInstances(call.store, ids)
  const known = found.filter((one) => isVisible(one, request) && isOfFamily(call, one, request))
  const [only] = known
  if (!only) return refuseUnknownInstance()
  return ids.length === 1 ? describeOne(call, only) : describeAll(call, ids, known)
}

async function describeOne(call: SaasCall, instance: StoredInstance): Promise<Outcome> {
  const standing = await readStanding(call, instance)
  if (standing.kind === 'refused') return refuseAs(standing.refusal.code, standing.refusal.message)
  if (standing.kind === 'opening') return { kind: 'under way' }
  return {
    kind: 'described',
    instances: [{ instanceId: instance.instanceId, description: standing.description }],
  }
}

/** A refusal for one of several instances does not hide the others, unless the seller's own code failed. */
async function describeAll(
  call: SaasCall,
  ids: readonly string[],
  known: readonly StoredInstance[],
): Promise<Outcome> {
  const standings = new Map<string, Standing>()
  await Promise.all(
    known.map(async (instance) => standings.set(instance.instanceId, await readStanding(call, instance))),
  )
  const instances: DescribedInstance[] = []
  const refusals: StoredRefusal[] = []
  for (const instanceId of ids) {
    const standing = standings.get(instanceId)
    if (standing?.kind === 'there') instances.push({ instanceId, description: standing.description })
    if (standing?.kind === 'refused') refusals.push(standing.refusal)
  }
  const isNoneElse = refusals.length === standings.size
  const refusal = refusals.find(({ code }) => code === 'failed') ?? (isNoneElse ? refusals[0] : undefined)
  if (refusal) return refuseAs(refusal.code, refusal.message)
  return instances.length > 0 ? { kind: 'described', instances } : { kind: 'under way' }
}
