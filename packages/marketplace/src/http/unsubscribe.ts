import type { FastifyInstance } from 'fastify'

/** Ends the emails to the address with this token; throws for an unknown one. */
export type EndSubscription = (token: string) => Promise<unknown>

/**
 * RFC 8058: programs of readers unsubscribe with one `POST` that has a form as its body, without a session. It is no
 * route of the contract, whose bodies are JSON. Opening the same address changes nothing, because scanners of mail open
 * every link; it leads to the page with the button.
 */
export async function registerUnsubscribe(server: FastifyInstance, end: EndSubscription): Promise<void> {
  await server.register(async (scope) => {
    // What the form says is always the same, so it is not read.
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data'])
      scope.addContentTypeParser(type, { parseAs: 'string' }, (_request, _body, done) => done(null))
    scope.post<{ Params: { token: string } }>('/emails/unsubscribe/:token', async (request, reply) => {
      await end(request.params.token)
      return reply.header('cache-control', 'no-store').status(204).send()
    })
    scope.get<{ Params: { token: string } }>(
      '/emails/unsubscribe/:token',
      { exposeHeadRoute: false },
      async (request, reply) =>
        reply
          .header('cache-control', 'no-store')
          .header('referrer-policy', 'no-referrer')
          .redirect(`/emails#${encodeURIComponent(request.params.token)}`, 303),
    )
  })
}
