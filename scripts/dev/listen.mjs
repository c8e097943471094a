import { createServer } from 'node:http'

/** A server at this port of this machine, once it listens. */
export function listen(port, onRequest) {
  const server = createServer(onRequest)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** What to `answer` with before the handler is there: requests wait until it is, at `begin(handler)`. */
export function waitForHandler() {
  const { promise: handler, resolve: begin } = Promise.withResolvers()
  const answer = async (request, reply) => (await handler)(request, reply)
  return { answer, begin }
}

/** A port that nobody listens at now. */
export async function freePort() {
  const server = await listen(0)
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
