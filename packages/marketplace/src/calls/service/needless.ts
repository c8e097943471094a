import type { Tx } from '../../platform/index.ts'
import { mayStartAgain } from '../rules.ts'
import * as store from '../store/index.ts'
import { getDialect } from './context.ts'
import type { Told } from './tell.ts'

/**
 * A call that is added to a lane cannot supersede one that is under way. If the attempt of that one has failed, it is
 * superseded now, so that a service that was renewed meanwhile is not frozen by a second try. Adding and settling both
 * lock the calls under way, so the added call is seen here.
 */
export async function supersedeObsolete(tx: Tx, told: readonly Told[]): Promise<readonly Told[]> {
  const lanes = told.filter(mayBeReplaced).flatMap(({ call }) => call.lane ?? [])
  if (lanes.length === 0) return told
  const waiting = await store.listWaiting(tx, lanes)
  return told.map((one) => {
    if (!mayBeReplaced(one)) return one
    const { supersedes } = getDialect(one.call)
    const newer = waiting.find(
      (call) => call.lane === one.call.lane && supersedes(call.operation, one.call.operation),
    )
    return newer ? { ...one, next: { state: 'superseded', by: newer.id } } : one
  })
}

const mayBeReplaced = ({ call, next }: Told): boolean =>
  (next.state === 'waiting' || next.state === 'stopped') && mayStartAgain(call)
