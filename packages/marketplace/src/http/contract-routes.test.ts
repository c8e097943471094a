import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApi } from '@loggia/protocol/console'
import type { Route, RouteRole } from '@loggia/protocol/console'
import { Problem, defineProblems } from '@loggia/kernel'
import { openStubEdge } from './stub-edge.ts'
import type { Role, StubEdge } from './stub-edge.ts'
import type { AnyRequest } from './any-handlers.ts'
import { defaultBodyShares } from './bodies.ts'
import { statusOf } from './problems.ts'

const contract: Readonly<Record<string, Route>> = consoleApi
const id = (prefix: string) => `${prefix}_${'0'.repeat(26)}`
const roles: readonly (Role | 'nobody' | 'member')[] = ['nobody', 'member', 'buyer', 'seller', 'operator']

const prefixes: Readonly<Record<string, string>> = {
  productId: 'prd',
  orderId: 'ord',
  serviceId: 'sub',
  callId: 'cal',
  keyId: 'key',
  addressId: 'adr',
  buyerId: 'byr',
  sellerId: 'sel',
  memberId: 'mbr',
  sessionId: 'ses',
  applicationId: 'sap',
  changeId: 'bch',
}
const pathOf = (key: string): string =>
  key.slice(key.indexOf(' ') + 1).replace(/:(\w+)/g, (_, name: string) => id(prefixes[name] ?? name))

const refusals = defineProblems('edge_test', {
  refused: { kind: 'refused', zh: '最多 {most}', en: 'At most {most}' },
})

describe('every route of the contract', () => {
  let edge: StubEdge
  beforeAll(async () => {
    edge = await openStubEdge()
  })
  afterAll(() => edge.close())

  const expected = (role: RouteRole, as: (typeof roles)[number]): number | undefined => {
    if (role === 'anyone') return undefined
    if (as === 'nobody') return 401
    return role === 'member' || role === as ? undefined : 403
  }
  const wrong = Object.entries(contract).flatMap(([key, { role }]) =>
    roles.flatMap((as) => {
      const status = expected(role, as)
      return status === undefined ? [] : [{ key, as, status }]
    }),
  )

  test.each(wrong)('R1: $key as $as is answered with $status', async ({ key, as, status }) => {
    const visitor = as === 'nobody' ? undefined : await edge.visitor(as)

    const reply = await edge.ask(key.split(' ')[0] ?? '', pathOf(key), visitor, {
      headers: { 'idempotency-key': 'k' },
    })

    expect(reply.statusCode).toBe(status)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({
      status,
      code: expect.stringMatching(/^parties\.(sign_in_required|not_a)/),
    })
  })

  test('the table above holds every route that is not for anyone', () => {
    const closed = Object.values(contract).filter(({ role }) => role !== 'anyone')

    expect(closed.length).toBeGreaterThan(25)
    expect(new Set(wrong.map(({ key }) => key)).size).toBe(closed.length)
  })

  const withParams = Object.entries(contract).filter(([, route]) => route.params)
  test.each(withParams)('%s refuses an id that is none', async (key, route) => {
    const visitor = route.role === 'anyone' ? undefined : await edge.visitor(route.role)
    const url = key.slice(key.indexOf(' ') + 1).replace(/:\w+/g, 'nonsense')

    const reply = await edge.ask(key.split(' ')[0] ?? '', url, visitor, {
      headers: { 'idempotency-key': 'k' },
    })

    expect(reply.json()).toMatchObject({ status: 400, code: 'request.invalid' })
  })
})

test('the server does not start while a route has no handler or a handler no route', async () => {
  const handlers = { 'GET /api/nowhere': async () => null }

  await expect(openStubEdge({ handlers })).rejects.toThrow('no route in the contract for GET /api/nowhere')
})

test('the server does not start while a domain claims a route that the edge answers itself', async () => {
  const handlers = { 'GET /api/session': async () => null }

  await expect(openStubEdge({ handlers })).rejects.toThrow('Two domains have a handler of GET /api/session')
})

test('the largest body of a route fits what one reader may send at once: a larger one could never come', () => {
  const tooLarge = Object.entries(contract).filter(
    ([, { mostBodyBytes = 0 }]) => mostBodyBytes > defaultBodyShares.reader,
  )

  expect(tooLarge.map(([key]) => key)).toEqual([])
})

describe('a request', () => {
  let edge: StubEdge
  let asked: AnyRequest[] = []
  beforeAll(async () => {
    edge = await openStubEdge({
      handlers: {
        'POST /api/buyer/orders': async (request) => {
          asked.push(request)
          return { orderId: id('ord'), number: 'CS2611241433ABCDE', internal: 'not in the contract' }
        },
        'POST /api/buyer/orders/:orderId/cancellation': async () => {
          throw refusals.refused({ most: 12345678901234567890n })
        },
        'POST /api/buyer/orders/:orderId/payment': async () => ({ state: 'no state of the contract' }),
        'POST /api/seller/addresses': async () => {
          throw Object.assign(new Error('secret-canary in the reason'), {
            detail: 'secret-canary in a column',
          })
        },
        'GET /api/buyer/orders': async (request) => {
          asked.push(request)
          return { items: [] }
        },
        'DELETE /api/seller/keys/:keyId': async () => null,
      },
    })
  })
  afterAll(() => edge.close())

  const order = {
    lines: [{ priceItemId: id('pri'), quantity: 2, periodCount: 1, unknown: true }],
    expectedTotal: { amount: '536.00', currency: 'CNY' },
    agreed: true,
  }

  test('reaches its handler parsed, with who asks and the key with its input', async () => {
    asked = []
    const buyer = await edge.visitor('buyer')

    const reply = await edge.ask('POST', '/api/buyer/orders', buyer, {
      payload: order,
      headers: { 'idempotency-key': 'k-1' },
    })

    expect(reply.statusCode).toBe(201)
    expect(asked[0]).toMatchObject({ actor: { memberId: buyer.memberId }, language: 'zh-CN' })
    const body = { ...order, lines: [{ priceItemId: id('pri'), quantity: 2, periodCount: 1 }] }
    expect(asked[0]?.body).toEqual(body)
    expect(asked[0]?.request).toMatchObject({
      actor: { memberId: buyer.memberId },
      idempotency: { key: 'k-1', input: { route: 'POST /api/buyer/orders', params: undefined, body } },
    })
  })

  test('is answered with what the contract holds and no more', async () => {
    const reply = await edge.ask('POST', '/api/buyer/orders', await edge.visitor('buyer'), {
      payload: order,
      headers: { 'idempotency-key': 'k-2' },
    })

    expect(reply.json()).toEqual({ orderId: id('ord'), number: 'CS2611241433ABCDE' })
  })

  test('with an answer that breaks the contract is a fault', async () => {
    const reply = await edge.ask(
      'POST',
      `/api/buyer/orders/${id('ord')}/payment`,
      await edge.visitor('buyer'),
      { headers: { 'idempotency-key': 'k-3' } },
    )

    expect(reply.json()).toMatchObject({ status: 500, code: 'server.fault' })
  })

  test.each(['', 'x'.repeat(256), undefined])(
    'without a fit Idempotency-Key (%#) is refused where one is needed',
    async (key) => {
      const headers = key === undefined ? {} : { 'idempotency-key': key }

      const reply = await edge.ask('POST', '/api/buyer/orders', await edge.visitor('buyer'), {
        payload: order,
        headers,
      })

      expect(reply.json()).toMatchObject({ status: 400, code: 'request.key_missing' })
    },
  )

  test('that is faulty is refused with the place of every fault, in the reader’s language', async () => {
    const payload = { lines: [{ priceItemId: 'x', quantity: 0, periodCount: 1 }], agreed: 'yes' }
    const ask = async (language: string) =>
      edge.ask('POST', '/api/buyer/orders', await edge.visitor('buyer'), {
        payload,
        headers: { 'idempotency-key': 'k', 'accept-language': language },
      })

    const [zh, en] = [(await ask('zh-CN')).json(), (await ask('en-GB')).json()]

    const paths = ['body.lines.0.priceItemId', 'body.lines.0.quantity', 'body.expectedTotal', 'body.agreed']
    expect(zh.details.faults.map((fault: { path: string }) => fault.path)).toEqual(paths)
    expect(en.details.faults.map((fault: { path: string }) => fault.path)).toEqual(paths)
    expect(en.detail).toBe('The request does not match this API. “faults” lists each place.')
    expect(zh.details.faults[3].message).not.toBe(en.details.faults[3].message)
  })

  test('with a text that no database takes is refused with its place', async () => {
    const query = await edge.ask('GET', '/api/operator/buyers?text=a%00b', await edge.visitor('operator'))
    const body = await edge.ask(
      'POST',
      `/api/operator/buyers/${id('byr')}/top-ups`,
      await edge.visitor('operator'),
      {
        payload: { amount: { amount: '1.00', currency: 'CNY' }, reason: 'for\u0000you' },
        headers: { 'idempotency-key': 'k' },
      },
    )

    const placesIn = (reply: typeof query) =>
      reply.json().details.faults.map(({ path }: { path: string }) => path)
    expect([query.statusCode, placesIn(query)]).toEqual([400, ['query.text']])
    expect([body.statusCode, placesIn(body)]).toEqual([400, ['body.reason']])
  })

  test('has the defaults of its query', async () => {
    asked = []
    await edge.ask('GET', '/api/buyer/orders?after=abc', await edge.visitor('buyer'))

    expect(asked[0]?.query).toEqual({ limit: 20, after: 'abc' })
  })

  test('that a rule refuses is answered with code, values and sentence; large numbers as text', async () => {
    const reply = await edge.ask(
      'POST',
      `/api/buyer/orders/${id('ord')}/cancellation`,
      await edge.visitor('buyer'),
    )

    expect(reply.statusCode).toBe(422)
    expect(reply.json()).toEqual({
      type: '/api/docs/problems#edge_test.refused',
      title: '无法执行',
      status: 422,
      detail: '最多 12345678901234567890',
      code: 'edge_test.refused',
      requestId: reply.headers['x-request-id'],
      details: { most: '12345678901234567890' },
    })
  })

  test('that meets a fault of ours is answered without its reason, which is logged whole', async () => {
    const payload = { url: 'https://seller.example/saas' }

    const reply = await edge.ask('POST', '/api/seller/addresses', await edge.visitor('seller'), { payload })

    expect(reply.statusCode).toBe(500)
    expect(reply.body).not.toContain('canary')
    const line = edge.bare.logged.find(
      (one) => one.includes(String(reply.headers['x-request-id'])) && one.includes('a request failed'),
    )
    expect(line).toContain('secret-canary in the reason')
    expect(line).not.toContain('secret-canary in a column')
  })

  test.each([
    { name: 'broken JSON', payload: '{"lines":', type: 'application/json' },
    { name: 'another type', payload: 'lines=1', type: 'application/x-www-form-urlencoded' },
    { name: 'plain text', payload: '{}', type: 'text/plain' },
    { name: 'too long a body', payload: `{"lines":"${'x'.repeat(600_000)}"}`, type: 'application/json' },
    { name: 'a poisoned prototype', payload: '{"__proto__":{"operator":true}}', type: 'application/json' },
  ])('with $name is refused', async ({ payload, type }) => {
    const reply = await edge.ask('POST', '/api/buyer/orders', await edge.visitor('buyer'), {
      payload,
      headers: { 'content-type': type },
    })

    expect(reply.json()).toMatchObject({ status: 400, code: 'request.unreadable' })
  })

  test('to an address under /api that is none is a problem for programs', async () => {
    const reply = await edge.ask('GET', '/api/nowhere?token=canary')

    expect(reply.json()).toMatchObject({ status: 404, code: 'request.no_such_route' })
    expect(edge.bare.logged.join()).not.toContain('canary"')
  })

  test('has an id of ours whatever it brings along', async () => {
    const reply = await edge.ask('GET', '/api/session', undefined, {
      headers: { 'x-request-id': 'theirs', 'request-id': 'theirs' },
    })

    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f]{18}$/)
  })

  test('whose reply is empty has no body', async () => {
    const reply = await edge.ask('DELETE', `/api/seller/keys/${id('key')}`, await edge.visitor('seller'))

    expect(reply.statusCode).toBe(204)
    expect(reply.body).toBe('')
  })
})

test('every kind of refusal has a status of its own', () => {
  expect(new Set(Object.values(statusOf)).size).toBe(Object.keys(statusOf).length)
  expect(
    new Problem({ kind: 'refused', code: 'x', sentences: { 'zh-CN': '', 'en-US': '' }, details: {} }).kind,
  ).toBe('refused')
})
