import type { DescribeRequest, DescribedInstance, Outcome } from '../requests.ts'
import { refusedAs, unknownInstance } from '../requests.ts'
import type { Call } from './context.ts'
import { findInstances, isVisible } from './instances.ts'
import { standingOf } from './standing.ts'
import type { Standing } from './standing.ts'

/**
 * Tells how instances stand. Those that are not there are left out; if none is known that is said, and if all of them are
 * still being made, that: an empty list could be read as a service that stands and has no address.
 */
export async function describe(call: Call, request: DescribeRequest): Promise<Outcome> {
  const ids = [...new Set(request.instanceIds)]
  const found = await findInstances(call.store, ids)
  const known = found.filter((instance) => isVisible(instance, request))
  if (known.length === 0) return unknownInstance()
  const standings = await Promise.all(
    known.map(async (instance) => ({
      instanceId: instance.instanceId,
      standing: await standingOf(call, instance),
    })),
  )
  const refused = standings.find(({ standing }) => standing.kind === 'refused')?.standing
  if (refused?.kind === 'refused' && isFailureOrAlone(refused, ids))
    return refusedAs(refused.refusal.code, refused.refusal.message)
  const there = standings.flatMap(({ instanceId, standing }): DescribedInstance[] =>
    standing.kind === 'there' ? [{ instanceId, description: standing.description }] : [],
  )
  if (there.length === 0) return { kind: 'under way' }
  const placeOf = new Map(ids.map((id, i) => [id, i]))
  const instances = there.toSorted(
    (a, b) => (placeOf.get(a.instanceId) ?? 0) - (placeOf.get(b.instanceId) ?? 0),
  )
  return { kind: 'described', instances }
}

/** What cannot be told about one of many does not hide the others, unless the seller's own code failed. */
const isFailureOrAlone = (
  { refusal }: Extract<Standing, { kind: 'refused' }>,
  ids: readonly string[],
): boolean => ids.length === 1 || refusal.code === 'failed'
