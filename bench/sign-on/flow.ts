import type { Agent } from 'undici'

export const callbackUrl = 'https://bench.example/callback'

/** An app, and where it signs people on. */
export type App = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
/** Somebody who is signed in there. */
export type SignedIn = App & { readonly cookie: string }

const toStart = ({ issuer, clientId }: App): string =>
  `${issuer}/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callbackUrl,
    scope: 'openid',
    state: 'bench',
  }).toString()}`

/** Signs somebody on for the first time; the cookies that this leaves make the next ones need no step. */
export async function signOnFirst(app: App, cookie = ''): Promise<SignedIn> {
  const jar = new Map(cookie === '' ? [] : [splitPair(cookie)])
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  for (let address = toStart(app); ;) {
    const reply = await fetch(address, { headers: { cookie: cookies() }, redirect: 'manual' })
    const location = new URL(reply.headers.get('location') ?? 'about:blank', address)
    for (const line of reply.headers.getSetCookie()) {
      const [name, value] = splitPair(line.split(';')[0] ?? '')
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    if (location.href.startsWith(callbackUrl)) return { ...app, cookie: cookies() }
    if (location.protocol === 'about:') throw new Error(`${address}: ${reply.status} ${await reply.text()}`)
    address = location.href
  }
}

const splitPair = (pair: string): [string, string] => {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}

/** A whole sign-on of somebody who is signed in: the code, the tokens, the user. Gives the access token. */
export async function signOn(agent: Agent, app: SignedIn): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret, cookie } = app
  const started = await send(agent, toStart(app), { headers: { cookie } })
  const code = new URL(started.location).searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: callbackUrl, client_id, client_secret }
  const tokens = await send(agent, `${app.issuer}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  const { access_token: token = '', id_token } = JSON.parse(tokens.body) as Record<string, string>
  if (id_token === undefined) throw new Error(`No identity token: ${tokens.body}`)
  const user = await send(agent, `${app.issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } })
  if (!user.body.includes('"sub"')) throw new Error(`No user: ${user.body}`)
  return token
}

type Sent = { readonly location: string; readonly body: string }
async function send(
  agent: Agent,
  address: string,
  more: { method?: 'POST'; headers: Record<string, string>; body?: string },
): Promise<Sent> {
  const { origin, pathname, search } = new URL(address)
  const reply = await agent.request({ origin, path: pathname + search, method: 'GET', ...more })
  return { location: String(reply.headers['location'] ?? ''), body: await reply.body.text() }
}
