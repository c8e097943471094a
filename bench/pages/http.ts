import { fastify } from 'fastify'
import type { Answer } from './ask.ts'

/** Sends the same answer to every request; returns the URL. */
export async function serveAnswer(current: () => Answer | undefined): Promise<string> {
  const server = fastify({ logger: false })
  server.get('/*', (_, reply) => {
    const answer = current()
    return reply.headers(answer?.headers ?? {}).send(answer?.body)
  })
  return server.listen({ port: 0, host: '127.0.0.1' })
}
