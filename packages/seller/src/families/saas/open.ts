import type { Access } from '../../instance.ts'
import type { OpenRequest, Outcome } from '../../requests.ts'
import type { Ended } from '../../tasks/once.ts'
import type { SaasCall } from '../context.ts'
import { findInstance } from '../instances/instances.ts'
import { openOnce, toRefusedOpening } from '../instances/open-once.ts'
import { laterResult } from '../instances/opening.ts'
import { findRefusal } from '../run-handler.ts'
import { createOpener } from './opener.ts'
import { readStanding } from './standing.ts'

/** Opens an instance for an order, once. */
export async function open(call: SaasCall, request: OpenRequest): Promise<Outcome> {
  let given: Access | undefined
  const onGiven = (access: Access): void => void (given = access)
  const found = await openOnce(call, request, { open: createOpener(call, request), onGiven })
  if ('outcome' in found) return found.outcome
  return withPassword(await outcomeOf(call, request, found.ended), given)
}

/** If this answer has the access data, it also has the password, which may not have been stored for a later answer. */
function withPassword(outcome: Outcome, given: Access | undefined): Outcome {
  if (outcome.kind !== 'opened' || given?.password === undefined) return outcome
  const { description } = outcome
  return description?.frontEndUrl === undefined || description.password !== undefined
    ? outcome
    : { ...outcome, description: { ...description, password: given.password } }
}

async function outcomeOf(call: SaasCall, request: OpenRequest, ended: Ended): Promise<Outcome> {
  const instanceId = ended.value
  if (!ended.ended) return { kind: 'opening', instanceId }
  const refusal = findRefusal(ended.result)
  if (refusal) return toRefusedOpening(instanceId, refusal)
  const hasAccess = call.traitsOf(request.protocol)?.answersOpenedWithAccess === true
  if (ended.result !== laterResult && !hasAccess) return { kind: 'opened', instanceId }
  const instance = await findInstance(call.store, instanceId)
  if (!instance) return { kind: 'opening', instanceId }
  if (instance.state === 'released') return { kind: 'opened', instanceId, description: instance.access }
  const standing = await readStanding(call, instance)
  if (standing.kind === 'refused') return toRefusedOpening(instanceId, standing.refusal)
  if (standing.kind === 'opening') return { kind: 'opening', instanceId }
  return { kind: 'opened', instanceId, description: standing.description }
}
