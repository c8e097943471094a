import { fastify } from 'fastify'

/** The baseline of such a server: Fastify with one route and nothing behind it. */
export async function serveBare(port: number): Promise<void> {
  const server = fastify({ logger: false })
  server.get('/readyz', () => ({ ready: true }))
  await server.listen({ port, host: '127.0.0.1' })
}
