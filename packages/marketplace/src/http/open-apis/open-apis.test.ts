import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { licensePaths } from '@loggia/protocol/license/open-apis'
import { orderQueryPath } from '@loggia/protocol/orders'
import { signAkSk } from '@loggia/signing'
import { openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { createMarketplaceHttp } from '../../http.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { HttpOptions } from '../edge.ts'
import { formatHead, openRawConnection } from '../raw-connection.ts'
import { createOpenApiStubs, openStubEdge } from '../stub-edge.ts'

type Pair = { readonly accessKeyId: string; readonly secretKey: string }
type Seller = MemberActor & { readonly sellerId: Id<'sel'> }

let world: World
let server: FastifyInstance
let files: string
let sellerServer: ScriptedSeller
let seller: Seller
let pair: Pair

beforeAll(async () => {
  world = await openWorld()
  files = await mkdtemp(join(tmpdir(), 'loggia-open-apis-'))
  sellerServer = await openScriptedSeller()
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: () => '',
    browserFiles: files,
  })
  seller = await world.given.seller()
  pair = await world.market.openApi.makeKey(seller, 'a test')
})
afterAll(async () => {
  await server.close()
  await sellerServer.close()
  await world.close()
  await rm(files, { recursive: true, force: true })
})

const host = 'market.example'
async function ask(target: string, { as = pair, body = '' }: { as?: Pair; body?: string } = {}) {
  const request = { method: 'GET', target, headers: { host }, body }
  const { headers } = signAkSk({ ...as, request, timeMs: Date.now() })
  const reply = await server.inject({
    method: 'GET',
    url: target,
    headers: { host, ...headers },
    ...(body && { payload: body }),
  })
  return { status: reply.statusCode, type: reply.headers['content-type'], body: reply.json() }
}

describe('the order query', () => {
  test('R258: answers a signed request for an order of the seller’s, in JSON', async () => {
    const { productId, seller: owner } = await world.given.listedProduct(sellerServer.url)
    const orderId = await world.given.paidOrder(await world.given.buyer(), productId)
    const { number } = await world.market.orders.get(world.platform.db, orderId)
    const as = await world.market.openApi.makeKey(owner, 'order service')

    const answer = await ask(`${orderQueryPath}?orderId=${number}&orderLineId=${number}-000001`, { as })

    expect(answer).toMatchObject({
      status: 200,
      type: 'application/json;charset=UTF-8',
      body: { resultCode: 'MKT.0000', orderInfo: { orderId: number, orderType: 'NEW' } },
    })
    expect(await ask(`${orderQueryPath}?orderId=${number}`)).toMatchObject({
      status: 401,
      body: { resultCode: 'MKT.0150' },
    })
  })

  test.each([
    ['', 400, 'MKT.0101'],
    ['?orderId=', 400, 'MKT.0101'],
    [`?orderId=${'x'.repeat(65)}`, 500, 'MKT.0100'],
    ['?orderId=a&orderId=b', 400, 'MKT.0199'],
    ['?orderId=a&orderLineId=b&orderLineId=b', 400, 'MKT.0199'],
    ['?orderId=CS2611241433ABCDE', 401, 'MKT.0150'],
    ['?orderId=MOCKPERIODYEARNEW&unheard=of', 200, 'MKT.0000'],
  ])('answers %j with %i and %s', async (parameters, status, resultCode) => {
    expect(await ask(orderQueryPath + parameters)).toMatchObject({ status, body: { resultCode } })
  })

  test.each([
    ['a fault within it with 500 and MKT.0999, which names nothing of it', 3000, 500, 'MKT.0999'],
    ['a seller who asks too often with 406 and MKT.0250', 0, 406, 'MKT.0250'],
  ])('answers %s', async (_what, mostAMinute, status, resultCode) => {
    const edge = await openStubEdge({
      options: { limits: { all: 60, signIn: 60, openApis: mostAMinute } },
      openApi: {
        recognise: () => Promise.reject(new Error('There is no body')),
        admit: () => Promise.resolve({ admitted: true, sellerId: seller.sellerId }),
        handlers: createOpenApiStubs({
          'GET /api/mkp-openapi-public/global/v1/order/query': () =>
            Promise.reject(new Error('relation "order" does not exist')),
        }),
      },
    })
    try {
      const reply = await edge.ask('GET', `${orderQueryPath}?orderId=A`)

      expect(reply.statusCode).toBe(status)
      expect(reply.json()).toMatchObject({ resultCode })
      expect('extra_info' in reply.json()).toBe(resultCode === 'MKT.0250')
      expect(reply.body).not.toContain('relation')
    } finally {
      await edge.close()
    }
  })

  test('is not there without a handler: the server does not start', async () => {
    const openApi = {
      recognise: async () => ({ admitted: false as const, because: 'nobody' }),
      admit: async () => ({ admitted: false as const, because: 'nobody' }),
      handlers: {} as never,
    }

    await expect(openStubEdge({ openApi })).rejects.toThrow(`no handler for GET ${orderQueryPath}`)
  })

  test('takes the body of a GET for what it is: signed', async () => {
    const target = `${orderQueryPath}?orderId=MOCKPERIODYEARNEW`

    expect(await ask(target, { body: '{}' })).toMatchObject({ status: 200 })
    const { status, body } = await ask(target, { body: ' '.repeat(65 * 1024) })
    expect([status, body.error_code]).toEqual([413, 'APIGW.0201'])
  })
})

describe('what the gateway refuses has the gateway’s shape', () => {
  const gateway = (code: string, message: RegExp) => ({
    error_code: code,
    error_msg: expect.stringMatching(message),
    request_id: expect.stringMatching(/^[0-9a-f]{18}$/),
  })

  test('a signature that does not fit, with the canonical request of ours', async () => {
    const as = { ...(await world.market.openApi.makeKey(seller, 'to be locked')), secretKey: 'another' }

    const { status, body } = await ask(`${orderQueryPath}?orderId=A`, { as })

    expect(status).toBe(401)
    expect(body).toEqual(
      gateway(
        'APIGW.0301',
        /^Incorrect IAM authentication information: verify aksk signature fail,canonicalRequest:GET\|\/api\/mkp-openapi-public\/global\/v1\/order\/query\/\|orderId=A\|host:market\.example\|x-sdk-date:\d{8}T\d{6}Z\|\|host;x-sdk-date\|[0-9a-f]{64}$/,
      ),
    )
  })

  test('nobody’s request', async () => {
    const reply = await server.inject({ method: 'GET', url: `${orderQueryPath}?orderId=A` })

    expect(reply.statusCode).toBe(401)
    expect(reply.json()).toEqual(gateway('APIGW.0301', /authorization_missing/))
  })

  test('the sixth failure in a row, and what comes after it', async () => {
    const locked = await world.market.openApi.makeKey(seller, 'to be locked')
    for (let i = 0; i < 6; i += 1) await ask(orderQueryPath, { as: { ...locked, secretKey: 'another' } })

    const { status, body } = await ask(orderQueryPath, { as: locked })

    expect(status).toBe(401)
    expect(body).toEqual(gateway('APIGW.0301', /: AK access failed to reach the limit,forbidden$/))
  })

  test.each([
    ['GET', '/api/mkp-openapi-public/global/v1/nothing'],
    ['POST', orderQueryPath],
    ['HEAD', orderQueryPath],
  ] as const)('%s %s, which is no API', async (method, url) => {
    const reply = await server.inject({
      method,
      url,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' && { payload: '{not json' }),
    })

    expect(reply.statusCode).toBe(404)
    if (method !== 'HEAD') expect(reply.json()).toEqual(gateway('APIGW.0101', /does not exist/))
  })

  test('too many requests, and a fault of ours, of which nothing is told', async () => {
    const edge = await openStubEdge({
      options: { limits: { all: 2, signIn: 2 } },
      openApi: {
        recognise: () => Promise.reject(new Error('There is no body')),
        admit: () => Promise.reject(new Error('the database is gone')),
        handlers: createOpenApiStubs(),
      },
    })
    try {
      const first = await edge.ask('GET', orderQueryPath)
      await edge.ask('GET', orderQueryPath)
      const third = await edge.ask('GET', orderQueryPath)

      expect([first.statusCode, first.json()]).toEqual([
        500,
        gateway('APIGW.0601', /^Internal server error\.$/),
      ])
      expect([third.statusCode, third.json()]).toEqual([429, gateway('APIGW.0308', /throttling/)])
    } finally {
      await edge.close()
    }
  })

  test('a change that a page of another site asks for', async () => {
    const reply = await server.inject({
      method: 'POST',
      url: orderQueryPath,
      headers: { origin: 'https://elsewhere.example' },
    })

    expect(reply.json()).toEqual(gateway('APIGW.0306', /denied/))
  })
})

describe('a body on its way', () => {
  const head = (of: Pair, length: number) => {
    const request = { method: 'POST', target: licensePaths.query, headers: { host: '127.0.0.1' }, body: '' }
    const { headers } = signAkSk({ ...of, request, timeMs: Date.now() })
    return formatHead(`POST ${licensePaths.query}`, { ...headers, 'content-length': length })
  }
  const begin = async (to: FastifyInstance, text: string) => {
    const connection = await openRawConnection(to)
    connection.send(text)
    return connection
  }
  const openWith = (options: Partial<HttpOptions>) =>
    createMarketplaceHttp(world.market, world.platform, {
      baseUrl: 'http://market.example',
      renderPage: () => '',
      browserFiles: files,
      ...options,
    })

  test('is not waited for without a key that may sign', async () => {
    const disabled = await world.market.openApi.makeKey(seller, 'disabled')
    await world.market.openApi.changeKey(seller, disabled.id, { name: 'disabled', enabled: false })
    const unknown = { accessKeyId: 'A'.repeat(20), secretKey: 'another' }

    for (const of of [unknown, disabled]) {
      const connection = await begin(server, head(of, 60_000))
      expect(await connection.has('Get secretKey failed')).toMatch(/^HTTP\/1\.1 401 /)
      connection.leave()
    }
  })

  test('is not waited for of a seller who has asked too often, and a stranger’s do not count', async () => {
    const own = await openWith({ limits: { all: 600, signIn: 60, openApis: 1 } })
    const stranger = await begin(own, `${head({ ...pair, secretKey: 'another' }, 2)}{}`)
    await stranger.has('signature fail')
    const first = await begin(own, head(pair, 0))
    expect(await first.has('}')).toContain('95000003')
    const second = await begin(own, head(pair, 60_000))

    expect(await second.has('APIGW.0308')).toMatch(/^HTTP\/1\.1 429 [^]*retry-after: \d+/)
    for (const connection of [stranger, first, second]) connection.leave()
    await own.close()
  })

  test('takes room, which comes back when it has left', async () => {
    const own = await openWith({ bodies: { reader: 1_500, node: 2_500 } })
    const first = await begin(own, `${head(pair, 1_000)}{`)
    const second = await begin(own, head(pair, 1_000))
    // The first is admitted only after its key was looked up.
    const refused = await Promise.race([first.has('APIGW.0308'), second.has('APIGW.0308')])
    expect(refused).toMatch(/^HTTP\/1\.1 429 [^]*retry-after: 5/)
    first.leave()
    second.leave()

    await expect
      .poll(async () => {
        const third = await begin(own, `${head(pair, 1_000)}${' '.repeat(1_000)}`)
        const text = await third.has('}')
        third.leave()
        return text
      })
      .toContain('APIGW.0301')
    await own.close()
  })
})

test('a seller’s member makes a key, changes it and deletes it, and reads its secret once', async () => {
  const email = `${seller.name.toLowerCase().replace(' ', '-')}@loggia.example`
  const { token, session } = await world.market.parties.signIn({
    email,
    password: 'a password of tests',
    userAgent: 'a test',
    ip: '192.0.2.1',
  })
  const headers = { cookie: `loggia_session=${token}`, 'x-loggia-csrf': session.csrfToken }
  const keys = '/api/seller/open-api-keys'
  const change = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    server.inject({ method, url, headers, ...(payload && { payload }) })

  const made = (await change('POST', keys, { name: ' orders ' })).json() as Record<string, string>
  expect(made).toMatchObject({ name: 'orders', enabled: true, secretKey: expect.stringMatching(/^\w{40}$/) })
  const changed = await change('PUT', `${keys}/${made.id}`, { name: 'other', enabled: false })
  expect(changed.json()).toMatchObject({ id: made.id, name: 'other', enabled: false })
  const list = await server.inject({ url: keys, headers })
  expect(list.json().items).toContainEqual(changed.json())
  expect(list.body).not.toContain(made.secretKey)
  expect((await change('DELETE', `${keys}/${made.id}`)).statusCode).toBe(204)
  expect((await server.inject({ url: keys, headers })).body).not.toContain(made.id)
})
