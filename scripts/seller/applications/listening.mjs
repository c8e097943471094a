import { once } from 'node:events'

/** What every application answers once it can be called: its port, and how to end it. */
export async function listening(server) {
  if (!server.listening) await once(server, 'listening')
  return { port: server.address().port, stop: () => server.close() }
}
