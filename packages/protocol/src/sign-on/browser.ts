/** What a browser got in the end. */
export type Visited = { readonly url: string; readonly status: number; readonly body: string }

/** A browser of one person without scripts, for tests: it keeps the cookies of each host and follows redirects. */
export type Browser = {
  /** Goes to an address, and on to where it leads; stops before an address for which `until` holds. */
  go(
    address: string,
    how?: { readonly method?: string; readonly body?: string; readonly until?: (url: URL) => boolean },
  ): Promise<Visited>
  /** The cookies of a host by their names, for other clients. */
  cookiesOf(address: string): ReadonlyMap<string, string>
}

/** More redirects than any sign-in has. */
const mostSteps = 20

/** Opens a browser without cookies. */
export function openBrowser(ask: typeof fetch = fetch): Browser {
  const jars = new Map<string, Map<string, string>>()

  function jarOf({ host }: URL): Map<string, string> {
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    return jar
  }

  async function step(url: URL, method: string, body: string | undefined): Promise<Response> {
    const jar = jarOf(url)
    const headers = new Headers({ accept: 'text/html,*/*;q=0.8' })
    if (jar.size > 0) headers.set('cookie', [...jar].map((pair) => pair.join('=')).join('; '))
    if (method !== 'GET') headers.set('origin', url.origin)
    if (body !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded')
    const reply = await ask(url, { method, headers, body: body ?? null, redirect: 'manual' })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /;\s*max-age=0(;|$)/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return reply
  }

  return {
    async go(address, { method = 'GET', body, until } = {}) {
      let url = new URL(address)
      let reply = await step(url, method, body)
      for (let steps = 0; steps < mostSteps; steps += 1) {
        const location = reply.headers.get('location')
        if (location === null) break
        await reply.body?.cancel()
        url = new URL(location, url)
        if (until?.(url) === true) return { url: url.href, status: reply.status, body: '' }
        reply = await step(url, 'GET', undefined)
      }
      return { url: url.href, status: reply.status, body: await reply.text() }
    },
    cookiesOf: (address) => jarOf(new URL(address)),
  }
}
