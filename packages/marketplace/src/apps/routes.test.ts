import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { createMarketplaceHttp } from '../http.ts'
import { exportedTables } from '../marketplace.ts'
import { exportRows } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { credentialForm } from './testing/credential-form.ts'
import { buyService, keepBooks, openEnterprise, openJointProduct } from './testing/joint.ts'
import type { OpenedEnterprise } from './testing/joint.ts'
import { createSellersBooks } from './testing/sellers-books.ts'

type Headers = Readonly<Record<string, string>>

let world: World
let server: FastifyInstance
let sellersServer: ScriptedSeller
let browserFiles: string
let enterprise: OpenedEnterprise
let buyer: Headers
let seller: Headers
let operator: Headers
let productId: string
const books = createSellersBooks()

beforeAll(async () => {
  world = await openWorld()
  sellersServer = await openScriptedSeller()
  sellersServer.answer(keepBooks(books))
  browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
  })
  const product = await openJointProduct(world, sellersServer.url)
  productId = product.productId
  enterprise = await openEnterprise(world)
  seller = await signIn(product.seller)
  buyer = await signIn(enterprise.buyer)
  operator = await signIn(await world.given.operator())
})
afterAll(async () => {
  await server.close()
  await sellersServer.close()
  await world.close()
  await rm(browserFiles, { recursive: true, force: true })
})

async function signIn({ name }: MemberActor): Promise<Headers> {
  const { token, session } = await world.market.parties.signIn({
    email: `${name.toLowerCase().replace(' ', '-')}@loggia.example`,
    password: 'a password of tests',
    userAgent: 'a test',
    ip: '192.0.2.1',
  })
  return { cookie: `loggia_session=${token}`, 'x-loggia-csrf': session.csrfToken }
}

let keys = 0
async function send(headers: Headers, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const reply = await server.inject({
    method,
    url,
    headers: { ...headers, 'idempotency-key': `k${(keys += 1)}`, 'accept-language': 'en' },
    ...(payload && { payload }),
  })
  return { status: reply.statusCode, json: reply.body === '' ? undefined : reply.json() }
}
const asBuyer = (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) =>
  send(buyer, method, `/api/buyer${path}`, payload)
const asSeller = (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) =>
  send(seller, method, `/api/seller${path}`, payload)

describe('connected apps over HTTP', () => {
  test('from the credential to a decision about a batch', async () => {
    const made = await asSeller('POST', '/app-credentials', { ...credentialForm, productId })
    expect(made).toMatchObject({
      status: 201,
      json: { appKey: expect.any(String), version: 1, connectedApps: 0, test: { confirmed: false } },
    })
    await world.settle()
    const credential = `/app-credentials/${String(made.json.id)}`
    expect((await asSeller('POST', `${credential}/test-account`)).json.test).toMatchObject({
      userName: 'test01',
    })
    await world.settle()
    expect((await asSeller('GET', credential)).json).not.toHaveProperty('appKey')
    expect((await asSeller('GET', '/app-credentials')).json.items).toMatchObject([
      { test: { confirmed: true, state: 'connected' } },
    ])
    expect((await asSeller('POST', `${credential}/key`)).json.appKey).not.toBe(made.json.appKey)

    await buyService(world, enterprise.buyer, productId as `prd_${string}`)
    const { items } = (await asBuyer('GET', '/connectable-services')).json
    expect(items).toMatchObject([{ askedData: ['mobile', 'position'], severalInstances: false }])
    const connected = await asBuyer('POST', '/connected-apps', {
      serviceId: items[0].service.id,
      enterpriseId: enterprise.enterpriseId,
      sharedData: ['mobile'],
    })
    expect(connected).toMatchObject({
      status: 201,
      json: { state: 'connecting', sharedData: ['mobile'], departments: { waiting: 1 } },
    })
    const app = `/connected-apps/${String(connected.json.id)}`
    await enterprise.addPerson('林知遥')
    expect(
      (await asBuyer('POST', `${app}/assignments`, { people: { all: true }, role: 'admin' })).json,
    ).toEqual({
      changed: 1,
    })
    await world.settle()
    expect((await asBuyer('GET', app)).json).toMatchObject({ state: 'connected', people: { confirmed: 1 } })
    expect((await asBuyer('GET', '/connected-apps?state=connected')).json.items).toHaveLength(1)
    expect((await asBuyer('GET', '/connected-apps?asking=true')).json.items).toEqual([])
    expect(
      (await asBuyer('GET', `/connected-apps?serviceId=${String(items[0].service.id)}`)).json.items,
    ).toMatchObject([{ id: connected.json.id, people: { confirmed: 1, waiting: 0 } }])
    expect((await asBuyer('GET', `/connected-apps?serviceId=sub_${'0'.repeat(26)}`)).json.items).toEqual([])
    expect((await asBuyer('GET', `${app}/assignments`)).json.items).toMatchObject([
      { userName: 'user00001', role: 'admin', enabled: true, state: 'confirmed' },
    ])

    sellersServer.answer((request) =>
      request.activity === 'authSync'
        ? { resultCode: '000005', resultMsg: 'broken' }
        : keepBooks(books)(request),
    )
    expect(
      (await asBuyer('PUT', `${app}/shared-data`, { sharedData: ['position'] })).json.sharedData,
    ).toEqual(['position'])
    await world.advance(fromMinutes(20))
    const { asks } = (await asBuyer('GET', app)).json
    expect(asks).toMatchObject({ subject: 'people', change: 'change', decisions: ['repeat', 'continue'] })
    expect(
      (await send(operator, 'GET', '/api/operator/connected-apps?asking=true')).json.items,
    ).toMatchObject([
      { asks: { decisions: [] }, customer: { name: { en: expect.stringMatching(/^Buyer/) } } },
    ])
    const batch = (await asBuyer('GET', `/sync-batches/${String(asks.id)}`)).json
    expect(batch).toMatchObject({
      verdict: { code: 'refused' },
      itemList: [{ key: 'user00001', name: '林知遥' }],
    })
    expect(
      (
        await asBuyer('POST', `/sync-batches/${String(asks.id)}/decision`, {
          decision: 'continue',
          reason: 'later',
        })
      ).status,
    ).toBe(204)
    expect((await asBuyer('GET', `${app}/batches?limit=1`)).json).toMatchObject({
      items: [{ state: 'left_out', reason: 'later' }],
      next: expect.any(String),
    })
    sellersServer.answer(keepBooks(books))
    expect((await asBuyer('POST', `${app}/repetition`, {})).json).toEqual({ items: 1 })
    expect((await asBuyer('POST', `${app}/reconciliation`)).json).toEqual({ differing: 0 })
    expect((await asBuyer('POST', `${app}/withdrawals`, { people: { all: true } })).json).toEqual({
      changed: 1,
    })
    await world.settle()
    const { items: record } = (await asBuyer('GET', `${app}/history`)).json
    expect(record[0]).toMatchObject({
      kind: 'connected_app.withdrawn',
      actor: { kind: 'member', name: enterprise.buyer.name },
      data: { people: 1 },
    })
    expect(record.at(-1)).toMatchObject({ kind: 'connected_app.created' })
    expect(JSON.stringify(record)).not.toContain('sel_')

    expect((await asSeller('GET', `${credential}/test-batches?limit=1`)).json).toMatchObject({
      items: [{ subject: 'people', state: 'confirmed', callId: expect.any(String), decisions: [] }],
      next: expect.any(String),
    })
    const loginUrl = 'https://app.seller.example/elsewhere'
    expect((await asSeller('PUT', credential, { ...credentialForm, loginUrl })).json).toMatchObject({
      version: 2,
      notAdopted: 1,
    })
    expect((await asSeller('GET', '/connected-apps?notAdopted=true')).json.items).toMatchObject([
      { adopted: false, version: 1, people: 0, customer: { en: expect.stringMatching(/^Buyer/) } },
    ])
    expect((await asSeller('POST', `${credential}/adoption`, { version: 2 })).json).toEqual({ adopted: 1 })
    expect((await asSeller('POST', `${credential}/test-repetition`)).json).toMatchObject({
      code: 'app.nothing_failed',
    })
  })

  test('sellers and operators get nothing of the people, not even by the export', async () => {
    const rows: unknown[] = []
    for await (const row of exportRows(world.platform.db, exportedTables)) rows.push(row)
    const seen = JSON.stringify([
      rows,
      (await asSeller('GET', '/connected-apps')).json,
      (await send(operator, 'GET', '/api/operator/connected-apps')).json,
    ])

    for (const secret of ['user00001', '林知遥', '13800000000']) expect(seen).not.toContain(secret)
    expect(seen).toContain('connected_app')
    expect(seen).not.toMatch(/sealed/)
  })

  test.each([
    ['no people', { people: { ids: [] }, role: 'user' }],
    ['people twice', { people: { all: true, departmentId: 'dpt_1' }, role: 'user' }],
    ['another role', { people: { all: true }, role: 'owner' }],
  ])('%s is refused', async (_, body) => {
    const { items } = (await asBuyer('GET', '/connected-apps')).json
    expect((await asBuyer('POST', `/connected-apps/${String(items[0].id)}/assignments`, body)).status).toBe(
      400,
    )
  })
})
