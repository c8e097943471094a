import { once } from 'node:events'

/** What every application returns once it listens: its port, and how to stop it. */
export async function listening(server) {
  if (!server.listening) await once(server, 'listening')
  return { port: server.address().port, stop: () => server.close() }
}
