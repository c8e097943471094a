import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openStubEdge } from './stub-edge.ts'

/** A node with a client that keeps one connection for as long as the node does. */
async function openNode() {
  let reason: string | undefined
  const edge = await openStubEdge({ options: { unready: () => reason } })
  await edge.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = edge.server.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    port,
    hasConnection: once(edge.server.server, 'connection'),
    stop: () => void (reason = 'stopping'),
    close: async () => {
      agent.destroy()
      await edge.close()
    },
    async ask(path: string) {
      const asked = request({ port, host: '127.0.0.1', path, agent })
      asked.end()
      const [reply] = (await once(asked, 'response')) as [IncomingMessage]
      let body = ''
      for await (const chunk of reply) body += String(chunk)
      return { status: reply.statusCode ?? 0, connection: reply.headers.connection, body }
    },
  }
}

test('a node that works is alive and ready, and keeps connections', async () => {
  const node = await openNode()

  expect(await node.ask('/healthz')).toMatchObject({ status: 200, connection: 'keep-alive' })
  expect(await node.ask('/readyz')).toMatchObject({ status: 200, connection: 'keep-alive' })
  await node.close()
})

test('a node that is told to end is not ready, answers all the same, and keeps no connection', async () => {
  const node = await openNode()
  await node.ask('/healthz')

  node.stop()

  expect(await node.ask('/readyz')).toEqual({
    status: 503,
    connection: 'close',
    body: '{"ready":false,"reason":"stopping"}',
  })
  expect(await node.ask('/healthz')).toMatchObject({ status: 200, connection: 'close' })
  expect(await node.ask('/nothing-here')).toMatchObject({ status: 404, connection: 'close' })
  await node.close()
})

test('a question on a connection that was made before the server closed is answered', async () => {
  const node = await openNode()
  const socket = connect(node.port, '127.0.0.1').setEncoding('utf8')
  await node.hasConnection

  node.stop()
  const closed = node.close()
  socket.write('GET /healthz HTTP/1.1\r\nhost: market.example\r\n\r\n')
  let text = ''
  for await (const chunk of socket) text += String(chunk)

  expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  expect(text).toMatch(/\r\nconnection: close\r\n/i)
  await closed
})
