import { createServer } from 'node:http'

/** A server at this port of this machine, once it listens; `onRequest` may be added later. */
export function listen(port, onRequest) {
  const server = createServer(onRequest)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** A port that nobody listens at now. */
export async function freePort() {
  const server = await listen(0)
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
