import { once } from 'node:events'
import { Agent, createServer, request as httpRequest } from 'node:http'

/** A server that passes requests byte for byte to these ports in turn, like a load balancer. */
export async function alternate(ports) {
  const agent = new Agent({ keepAlive: true })
  let turn = 0
  const server = createServer((request, response) => {
    const { method, url: path, rawHeaders: headers } = request
    const port = ports[(turn += 1) % ports.length]
    const passedOn = httpRequest({ agent, host: '127.0.0.1', port, method, path, headers }, (reply) => {
      response.writeHead(reply.statusCode, reply.rawHeaders)
      reply.pipe(response)
    })
    passedOn.on('error', () => response.destroy())
    request.pipe(passedOn)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: server.address().port,
    close() {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}
