import type { Exchange } from '../engine/exchange.ts'
import type { Opened } from '../engine/plan.ts'
import { isDone } from '../replies/verdicts.ts'
import type { Kit } from './kit.ts'
import { createScene, flags } from './scenes.ts'
import type { Organisation } from './scenes.ts'

function readOrganisation({ activity, request }: Exchange): (Organisation & { flag: unknown }) | undefined {
  if (activity !== 'tenantSync') return undefined
  try {
    const { instanceId, tenantId, flag } = JSON.parse(Buffer.from(request.body).toString('utf8')) as Record<
      string,
      unknown
    >
    if (typeof tenantId !== 'string' || typeof instanceId !== 'string') return undefined
    return { instanceId, tenantId, flag }
  } catch {
    return undefined
  }
}

/** The organisations that a run added and did not delete. A call that should have been refused counts too. */
export function listAddedOrganisations(kit: Kit, made: readonly Exchange[]): Opened[] {
  const added = new Map<string, Organisation>()
  for (const exchange of made) {
    const told = readOrganisation(exchange)
    if (!told || !isDone(exchange)) continue
    const key = JSON.stringify([told.instanceId, told.tenantId])
    if (told.flag === flags.delete) added.delete(key)
    else added.set(key, told)
  }
  return [...added.values()].map(({ instanceId, tenantId }) => ({
    instanceId: tenantId,
    release: (bench) => {
      const { activity, message } = createScene(bench, { instanceId, tenantId }).enterprise(flags.delete)
      return kit.send(bench, { activity, message, name: 'the deletion of an organisation of this run' })
    },
  }))
}
