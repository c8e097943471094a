import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createMarketplaceHttp } from '../http.ts'
import type { MemberActor } from '../platform/index.ts'
import { buySupervised } from '../supervision/testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('refund requests over HTTP, on %s', (engine) => {
  let world: World
  let server: FastifyInstance
  let browserFiles: string
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
    server = await createMarketplaceHttp(world.market, world.platform, {
      baseUrl: 'http://market.example',
      renderPage: (page) => JSON.stringify(page),
      browserFiles,
    })
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
    await rm(browserFiles, { recursive: true, force: true })
  })

  async function signIn(actor: MemberActor) {
    const email = `${actor.name.toLowerCase().replace(' ', '-')}@loggia.example`
    const { token, session } = await world.market.parties.signIn({
      email,
      password: 'a password of tests',
      userAgent: 'a test',
      ip: '192.0.2.1',
    })
    const headers = { cookie: `loggia_session=${token}`, 'x-loggia-csrf': session.csrfToken }
    const get = (url: string) => server.inject({ url, headers })
    const post = (url: string, payload: object, key = url) =>
      server.inject({ method: 'POST', url, payload, headers: { ...headers, 'idempotency-key': key } })
    return { get, post }
  }

  async function bought() {
    const it = await buySupervised(world, { flow: 'simplified' })
    const { order, line } = await it.shown()
    const body = { lineNumber: line.number, amount: { amount: '4.00', currency: 'CNY' }, reason: '=SUM(A1)' }
    const [buyer, seller, operator] = [
      await signIn(it.buyer),
      await signIn(it.seller),
      await signIn(it.operator),
    ]
    return { it, buyer, seller, operator, body, url: `/api/buyer/orders/${order.id}/refund-requests` }
  }

  test('R139, R140, R148: a request and its approval that are sent twice happen once', async () => {
    const { it, buyer, seller, body, url } = await bought()
    const asked = await buyer.post(url, body)
    expect([asked.statusCode, (await buyer.post(url, body)).json()]).toEqual([201, asked.json()])
    expect((await buyer.post(url, body, 'another')).json().code).toBe('refund.already_open')
    const { requestId } = asked.json<{ requestId: string }>()
    const decision = `/api/seller/refund-requests/${requestId}/decision`

    const first = await seller.post(decision, { approve: true })

    expect((await seller.post(decision, { approve: true })).json()).toEqual(first.json())
    expect((await seller.post(decision, { approve: true }, 'another')).json().code).toBe(
      'refund.request_moved',
    )
    expect(await it.balance()).toBe(999_400n)
    const page = (await buyer.get(`/api/buyer/refund-requests/${requestId}`)).json()
    expect(page).toMatchObject({ state: 'refunded', acts: [], amount: { amount: '4.00' } })
    expect(page.refundOrders).toHaveLength(1)
    const ofSeller = (await seller.get(`/api/seller/refund-requests/${requestId}`)).json()
    expect(ofSeller.refundOrders).toEqual([])
  })

  test('each side has its lists, its acts, and the same as CSV, without formulas', async () => {
    const { it, buyer, seller, operator, body, url } = await bought()
    const { requestId } = (await buyer.post(url, body)).json()
    const ids = async (of: typeof buyer, path: string) =>
      (await of.get(path)).json().items.map(({ id, acts }: { id: string; acts?: string[] }) => [id, acts])

    expect(await ids(buyer, '/api/buyer/refunds')).toEqual([[requestId, undefined]])
    expect(await ids(buyer, '/api/buyer/refunds?state=rejected')).toEqual([])
    expect(await ids(seller, '/api/seller/refund-requests')).toEqual([[requestId, ['decide']]])
    expect(await ids(seller, '/api/seller/refund-requests?q=nothing')).toEqual([])
    expect(await ids(operator, '/api/operator/refund-requests')).toEqual([])
    expect(await ids(operator, '/api/operator/refund-requests?list=open')).toEqual([[requestId, []]])
    const ofDelivery = `/api/buyer/supervisions/${it.id}/refund-requests`
    expect(await ids(buyer, ofDelivery)).toEqual([[requestId, ['withdraw']]])
    expect((await seller.get('/api/seller/overview')).json().refundRequests).toBe(1)
    expect((await operator.get('/api/operator/overview')).json().refundRequestsOverdue).toBe(0)
    for (const [of, path] of [
      [buyer, '/api/buyer/refunds.csv'],
      [seller, '/api/seller/refund-requests.csv'],
      [operator, '/api/operator/refund-requests.csv?list=open'],
    ] as const) {
      const [head = '', row = ''] = (await of.get(path)).body.split('\r\n')
      expect([head.includes('Amount'), row.includes('4.00'), row.includes(',=SUM')]).toEqual([
        true,
        true,
        false,
      ])
    }
  })
})
