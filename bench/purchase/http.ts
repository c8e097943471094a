import { fastify } from 'fastify'

/** The two routes that a buyer needs; returns the URL. */
export async function serve(does: {
  submit(): Promise<string>
  pay(orderId: string): Promise<void>
}): Promise<string> {
  const server = fastify({ logger: false })
  server.post('/orders', async () => ({ orderId: await does.submit() }))
  server.post<{ Params: { orderId: string } }>('/orders/:orderId/payment', async ({ params }) => {
    await does.pay(params.orderId)
    return {}
  })
  return server.listen({ port: 0, host: '127.0.0.1' })
}
