import type { JsonObject } from '@loggia/protocol/wire'
import type { Exchange } from '../engine/exchange.ts'
import type { Opened } from '../engine/plan.ts'
import { isDone } from '../replies/verdicts.ts'
import type { Kit } from './kit.ts'
import { createScene, flags } from './scenes.ts'
import type { Organisation } from './scenes.ts'

/** A company, and the members of a real order to which it belongs. */
type Added = { readonly of: Organisation; readonly flag: unknown; readonly order: JsonObject }

function readOrganisation({ activity, request }: Exchange): Added | undefined {
  if (activity !== 'tenantSync') return undefined
  try {
    const body = JSON.parse(Buffer.from(request.body).toString('utf8')) as JsonObject
    const { instanceId, tenantId, flag, orderId, testFlag } = body
    if (typeof tenantId !== 'string' || typeof instanceId !== 'string') return undefined
    const order = testFlag === 0 && typeof orderId === 'string' ? { orderId, testFlag } : {}
    return { of: { instanceId, tenantId }, flag, order }
  } catch {
    return undefined
  }
}

/** The companies that a run added and did not delete. A call that should have been refused counts too. */
export function listAddedOrganisations(kit: Kit, made: readonly Exchange[]): Opened[] {
  const added = new Map<string, Added>()
  for (const exchange of made) {
    const told = readOrganisation(exchange)
    if (!told || !isDone(exchange)) continue
    const key = JSON.stringify([told.of.instanceId, told.of.tenantId])
    if (told.flag === flags.delete) added.delete(key)
    else added.set(key, told)
  }
  return [...added.values()].map(({ of, order }) => ({
    instanceId: of.tenantId,
    release: (bench) => {
      const { activity, message } = createScene(bench, of).enterprise(flags.delete, order)
      return kit.send(bench, { activity, message, name: 'the deletion of a company of this run' })
    },
  }))
}
