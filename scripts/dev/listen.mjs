import { createServer } from 'node:http'

/** Resolves with a server once it listens on this port of the local machine. */
export function listen(port, onRequest) {
  const server = createServer(onRequest)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** `answer` makes requests wait until `begin(handler)` provides the handler. */
export function waitForHandler() {
  const { promise: handler, resolve: begin } = Promise.withResolvers()
  const answer = async (request, reply) => (await handler)(request, reply)
  return { answer, begin }
}

/** A free port. */
export async function freePort() {
  const server = await listen(0)
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
