import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Forwards requests in turn to the nodes that report they are ready. A request that fails is not repeated. */
export type Balancer = {
  readonly url: string
  /** Resolves when exactly these nodes get requests. */
  sendsTo(nodes: readonly string[]): Promise<void>
  close(): Promise<void>
}

const checkMs = 50

export async function openBalancer(nodes: readonly string[]): Promise<Balancer> {
  const ready = new Set<string>()
  const agent = new Agent({ keepAlive: true })
  let look: () => void = () => undefined
  let turn = 0
  const check = async (node: string): Promise<void> => {
    const isReady = await fetch(`${node}/readyz`, { headers: { connection: 'close' } }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) ready.add(node)
    else ready.delete(node)
    look()
  }
  const timer = setInterval(() => nodes.forEach((node) => void check(node)), checkMs)

  function handOn(asked: IncomingMessage, reply: ServerResponse): void {
    const node = [...ready][(turn += 1) % ready.size]
    if (node === undefined) return void reply.writeHead(502).end('no node is ready')
    const { method = 'GET', url = '/', headers } = asked
    const onward = request(`${node}${url}`, { method, headers, agent }, (answer) => {
      reply.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(reply)
    })
    onward.on('error', (error) => reply.writeHead(502).end(`${node}: ${error.message}`))
    asked.pipe(onward)
  }
  const server = createServer(handOn).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sendsTo: (wanted) =>
      new Promise((resolve) => {
        look = () => {
          if (ready.size === wanted.length && wanted.every((node) => ready.has(node))) resolve()
        }
        look()
      }),
    async close() {
      clearInterval(timer)
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
