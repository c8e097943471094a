import type { FastifyInstance } from 'fastify'

type Reply = {
  readonly status: number
  readonly location: string
  readonly body: string
  json<T>(): T
}

/** A browser of the marketplace: keeps cookies, and follows no redirect. */
export function createVisitor(server: FastifyInstance, origin: string) {
  const jar = new Map<string, string>()
  let csrf: string | undefined

  async function ask(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    { body, headers }: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Reply> {
    const reply = await server.inject({
      method,
      url: url.startsWith(origin) ? url.slice(origin.length) : url,
      headers: {
        ...headers,
        host: new URL(origin).host,
        origin,
        accept: method === 'GET' && !url.startsWith('/api') ? 'text/html' : 'application/json',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(csrf && { 'x-loggia-csrf': csrf }),
      },
      ...(body && { payload: body }),
    })
    for (const { name, value } of reply.cookies)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    return {
      status: reply.statusCode,
      location: String(reply.headers['location'] ?? ''),
      body: reply.body,
      json: <T>() => reply.json<T>(),
    }
  }

  type Session = {
    readonly member: { readonly id: string; readonly email: string }
    readonly csrfToken: string
  }
  /** Who is signed in; keeps the token that changes need. */
  async function readSession(): Promise<Session | null> {
    const { session } = (await ask('GET', '/api/session')).json<{ session: Session | null }>()
    csrf = session?.csrfToken
    return session
  }

  return {
    jar,
    get: (url: string, headers: Readonly<Record<string, string>> = {}) => ask('GET', url, { headers }),
    post: (url: string, body: object = {}) => ask('POST', url, { body }),
    delete: (url: string) => ask('DELETE', url),
    readSession,
    async signIn(email: string, password = 'a password of tests'): Promise<Reply> {
      const reply = await ask('POST', '/api/session', { body: { email, password } })
      await readSession()
      return reply
    },
  }
}
export type Visitor = ReturnType<typeof createVisitor>
