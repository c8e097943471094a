import { setTimeout as pause } from 'node:timers/promises'

/** An app at the address of a company, as its seller knows it. */
export type Client = {
  readonly tenantCode: string
  readonly clientId: string
  readonly clientSecret: string
}
/** What an app holds of somebody. */
export type Held = { readonly access: string; readonly refresh: string }
/** The address of the node that gets the next request. */
export type NextNode = () => string

type Cookies = readonly { readonly name: string; readonly value: string }[]
export type Person = ReturnType<typeof createPerson>

const replyMs = 5_000

/**
 * Somebody who is signed in, with one browser, and an app of theirs. Each request goes to the next node; one that is
 * lost, or answered by a node that ends, gives nothing.
 */
export function createPerson(client: Client, cookies: Cookies, next: NextNode) {
  const jar = new Map(cookies.map(({ name, value }) => [name, value]))
  const issuer = `/tenants/${client.tenantCode}/api/v1/oauth2`

  async function send(path: string, init: RequestInit, node = next()): Promise<Response | undefined> {
    const signal = AbortSignal.timeout(replyMs)
    const reply = await fetch(`${node}${path}`, { ...init, redirect: 'manual', signal }).catch(
      () => undefined,
    )
    return reply && reply.status < 500 ? reply : undefined
  }

  /** Opens a page with the cookies of the browser, and follows it. Gives the code with which it leads to the app. */
  async function signOn(): Promise<string | undefined> {
    let path = `${issuer}/authorize?${new URLSearchParams({ response_type: 'code', client_id: client.clientId }).toString()}`
    for (let step = 0; step < 8; step += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await send(path, { headers: { cookie, accept: 'text/html' } })
      for (const line of reply?.headers.getSetCookie() ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') jar.delete(name)
        else jar.set(name, value)
      }
      const location = reply?.headers.get('location')
      if (!location) return undefined
      const { pathname, search, searchParams } = new URL(location, 'http://market.invalid')
      if (searchParams.has('code') || pathname === '/sign-in') return searchParams.get('code') ?? undefined
      path = pathname + search
    }
    throw new Error(`${path} leads round`)
  }

  async function ask(form: Readonly<Record<string, string>>, node?: string): Promise<Held | undefined> {
    const { clientId: client_id, clientSecret: client_secret } = client
    const body = new URLSearchParams({ ...form, client_id, client_secret })
    const reply = await send(`${issuer}/token`, { method: 'POST', body }, node)
    if (reply?.status !== 200) return undefined
    const { access_token: access = '', refresh_token: refresh = '' } = (await reply
      .json()
      .catch(() => ({}))) as Record<string, string>
    return access && refresh ? { access, refresh } : undefined
  }

  return {
    signOn,
    exchange: (code: string, node?: string) => ask({ grant_type: 'authorization_code', code }, node),
    refresh: ({ refresh }: Held, node?: string) =>
      ask({ grant_type: 'refresh_token', refresh_token: refresh }, node),
    /** Whether the app is told who somebody is. */
    async isKnown({ access }: Held, node?: string): Promise<boolean> {
      const headers = { authorization: `Bearer ${access}` }
      return (await send(`${issuer}/userinfo`, { headers }, node))?.status === 200
    },
  }
}

/** What an app has got of somebody, and has not used. */
export type Got = { readonly held: Held[]; readonly codes: string[] }

/** Signs on again and again until told to stop: every other code is kept for later, and some tokens are refreshed. */
export function signOnAlways(person: Person): { stop(): Promise<Got> } {
  const got: Got = { held: [], codes: [] }
  let isOver = false
  async function work(): Promise<void> {
    for (let nth = 0; !isOver; nth += 1) {
      // The nodes start beside this.
      await pause(50)
      const code = await person.signOn()
      if (code === undefined) continue
      if (nth % 2 === 0) {
        got.codes.push(code)
        continue
      }
      const held = await person.exchange(code)
      if (held) got.held.push((nth % 4 === 1 && (await person.refresh(held))) || held)
    }
  }
  const done = work()
  return {
    async stop() {
      isOver = true
      await done
      return got
    },
  }
}
