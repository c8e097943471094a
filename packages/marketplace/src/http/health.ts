import type { FastifyInstance } from 'fastify'
import type { Edge } from './edge.ts'
import { describeFault } from './fault-log.ts'

const mostMs = 2_000

/** `/healthz`: the process answers. `/readyz`: it is migrated, its database answers, and it accepts work. */
export function registerHealth(server: FastifyInstance, edge: Edge): void {
  closeWhileUnready(server, edge)
  server.get('/healthz', async (_, reply) => reply.header('cache-control', 'no-store').send({ alive: true }))
  server.get('/readyz', async (_, reply) => {
    const reason = edge.options.unready?.() ?? (await databaseFault(edge))
    void reply.header('cache-control', 'no-store')
    return reason === undefined
      ? reply.send({ ready: true })
      : reply.status(503).send({ ready: false, reason })
  })
}

/** Makes clients of a node that is ending open their next connection elsewhere, before the node closes theirs. */
function closeWhileUnready(server: FastifyInstance, { options }: Edge): void {
  server.addHook('onSend', async (_, reply) => {
    if (options.unready?.() !== undefined) void reply.header('connection', 'close')
  })
}

async function databaseFault({ platform }: Edge): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('the database does not answer'), mostMs)
  })
  const asked = platform.db.script('select 1').then(
    () => undefined,
    (error: unknown) => {
      platform.log.warn({ fault: describeFault(error) }, 'the database was asked and failed')
      return 'the database refuses'
    },
  )
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
