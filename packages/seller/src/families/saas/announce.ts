import { omitUndefined } from '@loggia/kernel'
import type { Access } from '../../instance.ts'
import { isRefusal } from '../../refusals.ts'
import type { Refusal } from '../../refusals.ts'
import type { InstanceChange } from '../../stores/store.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/instances.ts'
import { toKeep } from '../instances/opening.ts'
import { isLater } from '../later.ts'
import { readOpenAnswer, requireSealable } from './answers.ts'

type Announcing = Pick<Context, 'store' | 'keepsPassword' | 'isSealing'>

/**
 * Marks an instance that was promised with `answerLater()` as open. False if no instance with this id is being made.
 */
export async function announceOpened(
  context: Announcing,
  instanceId: string,
  access?: Access,
): Promise<boolean> {
  const answer = readOpenAnswer(access)
  const given = answer && !isLater(answer) ? answer : undefined
  const kept = given && toKeep(given, context.keepsPassword)
  return endOpening(context, omitUndefined({ instanceId, state: 'open', access: kept }), given)
}

/** Marks it as refused. False if no instance with this id is being made. */
export async function announceNotOpened(
  context: Announcing,
  instanceId: string,
  refusal: Refusal,
): Promise<boolean> {
  if (!isRefusal(refusal)) throw new TypeError('notOpened: pass the result of refuse().')
  const { code, message } = refusal
  return endOpening(context, { instanceId, state: 'refused', refusal: { code, message } })
}

async function endOpening(
  { store, isSealing }: Announcing,
  change: InstanceChange,
  given?: Access,
): Promise<boolean> {
  const instance = await findInstance(store, change.instanceId)
  if (instance?.state !== 'opening') return false
  if (given && isSealing(instance.protocol)) requireSealable(given)
  await store.changeInstance(change)
  return true
}
