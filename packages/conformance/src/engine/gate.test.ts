import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { corpus } from '../corpus/index.ts'
import { createSellerWith } from '../corpus/saas-v2/right.ts'
import { corpusKey, serve } from '../corpus/seller.ts'
import type { Outgoing, Seller } from '../corpus/seller.ts'
import { listCauses } from '../report/causes.ts'
import { checkedProtocols, suites } from '../suites.ts'
import type { CheckedProtocol } from '../suites.ts'
import { judgeServer } from './run.ts'
import type { Finding, RunSettings } from './run.ts'

const settingsFor = (url: string, protocol: CheckedProtocol): RunSettings => ({
  url,
  key: corpusKey,
  plan: suites[protocol].plan,
  nowMs: Date.now,
  randomBytes: (length) => randomBytes(length),
})

type Run = { found: Finding; requests: number; tookMs: number }

async function runOn(
  seller: Seller,
  rest: Partial<RunSettings> = {},
  protocol: CheckedProtocol = 'saas-v2',
): Promise<Run> {
  let requests = 0
  const served = await serve((request) => {
    requests += 1
    return seller(request)
  })
  const from = performance.now()
  try {
    const found = await judgeServer(suites[protocol].checks, {
      ...settingsFor(served.url, protocol),
      ...rest,
    })
    return { found, requests, tookMs: performance.now() - from }
  } finally {
    await served.close()
  }
}

const page = (
  status: number,
  headers: Record<string, string> = {},
  body = '<html>a page</html>',
): Outgoing => ({
  status,
  headers: { 'Content-Type': 'text/html', ...headers },
  body,
})
const right = (): Seller => createSellerWith(() => ({}))(Date.now)

/** A proxy that compresses, whether the client accepts it or not. */
function compressing(): Seller {
  const seller = right()
  return async (request) => {
    const reply = await seller(request)
    if (typeof reply === 'string') return reply
    const headers = { ...reply.headers, 'Content-Encoding': 'gzip' }
    return { ...reply, headers, body: gzipSync(reply.body) }
  }
}

/** A server whose clock stands still, `byMs` ahead of ours. */
function clockAt(byMs: number): Seller {
  const at = Date.now() + byMs
  const seller = createSellerWith(() => ({}))(() => at)
  return async (request) => {
    const reply = await seller(request)
    if (typeof reply === 'string') return reply
    return { ...reply, headers: { ...reply.headers, Date: new Date(at).toUTCString() } }
  }
}

const stops: [name: string, seller: () => Seller, said: RegExp][] = [
  ['at the wrong path', () => () => page(404), /HTTP status 404.*path of the endpoint/],
  [
    'behind a redirect',
    () => () => page(301, { Location: 'https://www.example.com/saas' }),
    /301 and redirects to “https:\/\/www\.example\.com\/saas”.*register the target/,
  ],
  [
    'behind a login',
    () => () => page(401, { 'WWW-Authenticate': 'Basic' }),
    /HTTP status 401.*gateway, a firewall or a sign-in page/,
  ],
  ['behind a login that is a page', () => () => page(200), /Content-Type of the response is “text\/html”/],
  ['of which a gateway says that it is down', () => () => page(502), /502.*application behind the gateway/],
  [
    'with a body parser in front',
    () => () => page(415),
    /415.*body parser such as express\.json\(\) runs before the code that verifies/,
  ],
  ['behind a proxy that compresses', compressing, /compressed \(Content-Encoding: gzip\)/],
  [
    'whose clock stands still',
    () => clockAt(-302_000),
    /clock of the seller’s server is 5 min [23] s behind.*000002.*NTP/,
  ],
  ['whose clock is ahead', () => clockAt(7_200_500), /2 hours( 1 s)? ahead of/],
  [
    'of a framework that knows no such address',
    () => () => page(404, { 'Content-Type': 'application/json' }, '{"detail":"Not Found"}'),
    /HTTP status 404/,
  ],
  ['that answers nothing', () => () => 'hang', /timed out after 0\.3 s while waiting for the response/],
]

describe('before the checks', () => {
  test.each(stops)(
    'a server %s is told in one sentence, and nothing else is asked',
    async (_, make, said) => {
      const { found, requests, tookMs } = await runOn(make(), { limitMs: 300 })

      expect(found.stopped?.why).toMatch(said)
      expect(found.judged.every(({ outcome, leftOpen }) => outcome === 'skip' && leftOpen)).toBe(true)
      const causes = listCauses({ url: 'u', protocol: 'saas-v2', ...found })
      expect(causes.map(({ kind, sentence }) => [kind, sentence])).toEqual([['stop', found.stopped?.why]])
      expect(requests).toBeLessThanOrEqual(2)
      expect(tookMs).toBeLessThan(5_000)
    },
  )

  const rightSellers = checkedProtocols.flatMap((protocol) =>
    corpus[protocol].right.map(({ name, make }) => ({ protocol, name, make })),
  )
  test.each(rightSellers)('a right seller of $protocol that $name is let through', async (seller) => {
    const { protocol, make } = seller
    const { found } = await runOn(make(Date.now), corpus[protocol].settings, protocol)

    expect(found.stopped).toBeUndefined()
    expect(found.judged.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
    expect(found.instances.left).toEqual([])
  })

  test('a plain server that refuses with HTTP 400 and a code is judged', async () => {
    const seller = right()
    const plain: Seller = async (request) => {
      const reply = await seller(request)
      const isRefusal = typeof reply !== 'string' && !String(reply.body).includes('"000000"')
      return isRefusal ? { ...reply, status: 400 } : reply
    }
    const { found } = await runOn(plain)

    expect(found.stopped).toBeUndefined()
    const withOutcome = (wanted: string) =>
      found.judged.filter(({ outcome }) => outcome === wanted).map(({ check }) => check.id)
    expect(withOutcome('fail')).toEqual([])
    expect(withOutcome('warn')).toContain('v2.refusal.status')
  })

  test('a server that has a page for what it does not know is judged by a purchase', async () => {
    const seller = right()
    const { found } = await runOn(async (request) => {
      const reply = await seller(request)
      return typeof reply !== 'string' && String(reply.body).includes('"000003"') ? page(500) : reply
    })

    expect(found.stopped).toBeUndefined()
    expect(found.judged.some(({ outcome }) => outcome === 'pass')).toBe(true)
  })

  test('a clock that differs without harm stops nothing', async () => {
    const seller = right()
    const { found } = await runOn(async (request) => {
      const reply = await seller(request)
      if (typeof reply === 'string') return reply
      return { ...reply, headers: { ...reply.headers, Date: 'Thu, 01 Jan 2026 00:00:00 GMT' } }
    })

    expect(found.stopped).toBeUndefined()
  })
})

describe('without replies', () => {
  test.each(['saas-v2', 'saas-v1', 'order-notification'] as const)(
    'no check of %s passes on requests that were hung up on',
    async (protocol) => {
      const [first] = corpus[protocol].right
      const seller = first?.make(Date.now)
      let requests = 0
      const { found } = await runOn(
        (request) => {
          requests += 1
          return seller && requests <= 4 ? seller(request) : 'hang up'
        },
        corpus[protocol].settings,
        protocol,
      )

      const passed = found.judged.filter(
        ({ outcome, exchanges }) => outcome === 'pass' && exchanges.length > 0,
      )
      expect(passed.filter(({ exchanges }) => !exchanges.some(({ reply }) => reply))).toEqual([])
      expect(found.judged.some((one) => one.leftOpen && one.why?.endsWith(' shows nothing.'))).toBe(true)
      expect(found.stopped).toBeUndefined()
    },
  )

  test('a server that dies at its third request is told with that request, and the run ends', async () => {
    const seller = right()
    let requests = 0
    const server = createServer((request, response) => {
      requests += 1
      if (requests >= 3) {
        server.close()
        server.closeAllConnections()
        return
      }
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks)
        const { method = '', url = '', headers } = request
        const query = new URL(url, 'http://seller.example').searchParams
        void Promise.resolve(seller({ method, target: url, query, headers, body })).then((reply) => {
          if (typeof reply !== 'string') response.writeHead(reply.status, reply.headers).end(reply.body)
        })
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const from = performance.now()

    const found = await judgeServer(
      suites['saas-v2'].checks,
      settingsFor(`http://127.0.0.1:${port}/saas`, 'saas-v2'),
    )

    expect(performance.now() - from).toBeLessThan(5_000)
    expect(found.stopped?.why).toMatch(/was the last request that the server accepted.*nothing listened/)
    expect(found.stopped?.exchanges[0]?.noReply).toBeDefined()
    expect(found.judged.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')).toEqual([])
  })
})

describe('after the checks', () => {
  test('every instance is released that was opened', async () => {
    const shop = new Map<string, string>()
    const seller = createSellerWith((parts) => ({
      carryOut: async (message, all, own) => {
        const reply = await parts.carryOut(message, all, own)
        for (const { instanceId, state } of all.byId.values()) shop.set(instanceId, state)
        return reply
      },
    }))(Date.now)
    const { found } = await runOn(seller)

    expect(shop.size).toBeGreaterThan(10)
    expect(found.instances.opened).toBeGreaterThan(0)
    expect(found.instances.left).toEqual([])
    expect(new Set(shop.values())).toEqual(new Set(['released']))
  })

  test('a run that is interrupted releases what it opened, and says that it was', async () => {
    const interrupt = new AbortController()
    const states = new Map<string, string>()
    const seller = createSellerWith((parts) => ({
      carryOut: async (message, all, own) => {
        const reply = await parts.carryOut(message, all, own)
        for (const { instanceId, state } of all.byId.values()) states.set(instanceId, state)
        if (states.size === 3) interrupt.abort()
        return reply
      },
    }))(Date.now)
    const { found } = await runOn(seller, { interrupt: interrupt.signal })

    expect(found.stopped?.why).toBe('The run was interrupted.')
    expect(found.instances.opened).toBeGreaterThan(0)
    expect(found.instances.left).toEqual([])
  })

  test('what cannot be released is named', async () => {
    const seller = right()
    const { found } = await runOn((request) =>
      request.body.includes('releaseInstance')
        ? { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"resultCode":"000005"}' }
        : seller(request),
    )

    expect(found.instances.left).toHaveLength(found.instances.opened)
    expect(found.instances.left.length).toBeGreaterThan(10)
  })
})
