import type { Bench } from '../engine/bench.ts'
import { readHeaders } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { LeftOpen } from '../engine/step.ts'

type Cookie = {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly flags: ReadonlySet<string>
  readonly sameSite: string | undefined
}
/** Where a walk ended: at a page of the server, or on its way to another one. */
export type Visit = {
  readonly exchanges: readonly [Exchange, ...Exchange[]]
  readonly last: Exchange
  /** Where the server sends the browser, if that is elsewhere. */
  readonly away: URL | undefined
  /** It was sent on too often. */
  readonly isEndless: boolean
}
type Going = {
  readonly name: string
  readonly activity: string
  readonly method?: 'GET' | 'POST'
  /** The browser comes from the marketplace. */
  readonly fromMarket?: boolean
}

const mostSteps = 10

/** A browser without scripts: it keeps cookies and follows redirects of one server. */
export type Browser = {
  readonly cookies: Map<string, Cookie>
  go(address: string, going: Going): Promise<Visit>
}

function readCookie(line: string): Cookie {
  const [pair = '', ...attributes] = line.split(';').map((one) => one.trim())
  const at = pair.indexOf('=')
  const of = new Map(
    attributes.map((one) => {
      const [name = '', value = ''] = one.split(/=(.*)/s)
      return [name.toLowerCase(), value]
    }),
  )
  const isOver = of.get('max-age') === '0' || /1970/.test(of.get('expires') ?? '')
  return {
    name: pair.slice(0, at),
    value: isOver ? '' : pair.slice(at + 1),
    path: of.get('path')?.startsWith('/') === true ? (of.get('path') ?? '/') : '/',
    flags: new Set(of.keys()),
    sameSite: of.get('samesite')?.toLowerCase(),
  }
}

const isFor = ({ path }: Cookie, { pathname }: URL): boolean =>
  path === '/' || pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)

/** Opens a browser, or one with the cookies of another. */
export function openBrowser(bench: Bench, planted: Iterable<Cookie> = []): Browser {
  const cookies = new Map([...planted].map((one) => [one.name, one]))

  async function step(url: URL, going: Going, method: 'GET' | 'POST'): Promise<Exchange> {
    const exchange = await bench.send({
      name: going.name,
      activity: going.activity,
      meant: 'either',
      prepare: () => ({
        method,
        url: url.href,
        headers: {
          Accept: 'text/html,application/json;q=0.9,*/*;q=0.8',
          'Accept-Language': 'en',
          ...cookieHeader(url, going),
          ...(method === 'POST' && formHeaders(url)),
        },
        body: new Uint8Array(),
      }),
    })
    for (const line of readHeaders(exchange, 'set-cookie')) {
      const cookie = readCookie(line)
      if (cookie.value === '') cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie)
    }
    if (!exchange.reply) throw new LeftOpen(`${going.name} got no response, so it shows nothing.`)
    return exchange
  }

  /** Strict cookies are not sent when another site leads here. */
  function cookieHeader(url: URL, { fromMarket = false }: Going): Record<string, string> {
    const sent = [...cookies.values()].filter(
      (one) => isFor(one, url) && !(fromMarket && one.sameSite === 'strict'),
    )
    return sent.length === 0 ? {} : { Cookie: sent.map(({ name, value }) => `${name}=${value}`).join('; ') }
  }

  return {
    cookies,
    async go(address, going) {
      const { origin } = new URL(address)
      let url = new URL(address)
      const first = await step(url, going, going.method ?? 'GET')
      const exchanges: [Exchange, ...Exchange[]] = [first]
      let last = first
      for (let steps = 0; steps < mostSteps; steps += 1) {
        const next = readLocation(last, url)
        if (!next) return { exchanges, last, away: undefined, isEndless: false }
        if (next.origin !== origin) return { exchanges, last, away: next, isEndless: false }
        url = next
        last = await step(url, going, 'GET')
        exchanges.push(last)
      }
      return { exchanges, last, away: undefined, isEndless: true }
    },
  }
}

const formHeaders = ({ origin }: URL): Record<string, string> => ({
  Origin: origin,
  'Content-Type': 'application/x-www-form-urlencoded',
})

/** Where a redirect leads, as browsers read it. */
function readLocation(exchange: Exchange, from: URL): URL | undefined {
  const status = exchange.reply?.status ?? 0
  const [location] = readHeaders(exchange, 'location')
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  return URL.canParse(location, from) ? new URL(location, from) : undefined
}

/** The text of a reply. */
export const readText = ({ reply }: Exchange): string => Buffer.from(reply?.body ?? []).toString('utf8')
