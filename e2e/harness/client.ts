import { createClient } from '@loggia/client'
import type { Client } from '@loggia/client'

export type Account = { readonly email: string; readonly password: string }
/** A signed-in member; `get` sends the session's cookie to an address that is not in the contract. */
export type Member = {
  readonly client: Client
  readonly get: (path: string) => Promise<Response>
  /** For a browser that is to be signed in as this member. */
  readonly cookies: () => { name: string; value: string }[]
}

/**
 * Signs in. Sessions are in the database, so a member stays signed in when the server dies and comes back. `base` may
 * return another node's address for each request.
 */
export async function signIn(base: string | (() => string), account: Account): Promise<Member> {
  const addressNow = typeof base === 'string' ? () => base : base
  const cookies = new Map<string, string>()
  const send = async (path: string, init?: RequestInit): Promise<Response> => {
    const headers = new Headers(init?.headers)
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const reply = await fetch(`${addressNow()}${path}`, { ...init, headers })
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return reply
  }
  const held: { csrfToken?: string } = {}
  const client = createClient({
    base: '',
    // The client passes paths only.
    fetch: (path, init) => send(path as string, init),
    csrfToken: () => held.csrfToken,
    language: () => 'en-US',
  })
  const { session } = await client.request('POST /api/session', { body: account })
  held.csrfToken = session.csrfToken
  return {
    client,
    get: (path) => send(path),
    cookies: () => [...cookies].map(([name, value]) => ({ name, value })),
  }
}
