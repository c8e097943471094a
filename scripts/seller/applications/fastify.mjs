import { registerSeller } from '@loggia/seller/fastify'
import { fastify } from 'fastify'

export async function start(seller, port) {
  const app = fastify()
  await app.register(registerSeller, { seller, path: '/saas' })
  await app.listen({ port, host: '127.0.0.1' })
  return { port: app.server.address().port, stop: () => app.close() }
}
