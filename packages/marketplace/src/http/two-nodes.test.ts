import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { defaultCallSettings } from '../calls/index.ts'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createMarketplaceHttp } from '../http.ts'
import { connectJobs } from '../jobs.ts'
import { createMarketplace } from '../marketplace.ts'
import type { Marketplace } from '../marketplace.ts'
import {
  createChangeFeed,
  createEventBus,
  createPostgresChannel,
  createPostgresDatabase,
} from '../platform/index.ts'
import type { Platform } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Node = { readonly platform: Platform; readonly market: Marketplace; close(): Promise<void> }

describe.runIf(postgresUrl)('two nodes on one PostgreSQL', () => {
  let world: World
  let nodes: { a: Node; b: Node }
  let files: string
  beforeAll(async () => {
    world = await openWorld({ engine: 'postgres', postgresUrl })
    files = await mkdtemp(join(tmpdir(), 'loggia-two-nodes-'))
    const url = new URL(postgresUrl ?? '')
    const { name } = await world.platform.db
      .withTables<object>()
      .selectNoFrom((of) => of.fn<string>('current_database').as('name'))
      .executeTakeFirstOrThrow()
    url.pathname = `/${name}`
    nodes = { a: await openNode(url.href, 'a'), b: await openNode(url.href, 'b') }
  })
  afterAll(async () => {
    await nodes.a.close()
    await nodes.b.close()
    await world.close()
    await rm(files, { recursive: true })
  })

  /** A node in this process, with its own connections and its own LISTEN. */
  async function openNode(url: string, nodeId: string): Promise<Node> {
    const db = createPostgresDatabase({ url, connections: 5, onLost: () => undefined })
    const remote = createPostgresChannel({
      url,
      nodeId,
      onLost: (error) => expect.unreachable(error.message),
    })
    const changes = createChangeFeed(remote)
    await new Promise<void>((resolve) => {
      const end = changes.subscribe('listening', () => (end(), resolve()))
    })
    const platform: Platform = { ...world.platform, db, changes, bus: createEventBus() }
    const market = createMarketplace(platform, { calls: defaultCallSettings })
    connectJobs(market, platform)
    const close = async (): Promise<void> => {
      await market.calls.engine.stop(0)
      await remote.close()
      await db.close()
    }
    return { platform, market, close }
  }

  test('a page that is open on one hears at once what happens on the other', async () => {
    const { productId } = await world.given.listedProduct('http://127.0.0.1:1/saas')
    const buyer = await world.given.buyer()
    const orderId = await world.given.submittedOrder(buyer, productId)
    const server = await createMarketplaceHttp(nodes.b.market, nodes.b.platform, {
      baseUrl: 'http://127.0.0.1:8080',
      renderPage: () => '',
      browserFiles: files,
      // No regular check runs during this test.
      streams: { checkMs: 600_000, heartbeatMs: 600_000 },
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.server.address() as AddressInfo
    const page = await openPage(port, orderId, buyer.name)
    await page.has('"order.submitted"')

    const from = performance.now()
    await nodes.a.market.orders.pay({ actor: buyer }, orderId)
    const committedAfter = performance.now() - from
    await page.has('"order.paid"')

    expect(performance.now() - from - committedAfter).toBeLessThan(1_000)
    page.leave()
    await server.close()
  })

  test('suspensions and roles count on the other at once, and the pages of a suspended member end', async () => {
    const { productId } = await world.given.listedProduct('http://127.0.0.1:1/saas')
    const buyer = await world.given.buyer()
    const party = { kind: 'buyer', id: buyer.buyerId as Id<'byr'> } as const
    const orderId = await world.given.submittedOrder(buyer, productId)
    const [a, b] = [nodes.a.market.parties, nodes.b.market.parties]
    const role = await a.createRole({ actor: buyer, party }, { name: 'Shopping', grants: ['purchase'] })
    const { member, password = '' } = await a.addColleague(buyer, party, {
      email: 'second@loggia.example',
      name: 'Second',
      language: 'en-US',
      rights: { main: false, grants: [], roles: [role.id] },
    })
    const ask = { email: 'second@loggia.example', userAgent: 'a test', ip: '192.0.2.1' }
    const first = await b.signIn({ ...ask, password })
    await b.changePassword(first.session, { current: password, next: 'a password of tests' })
    const rights = async () => (await b.authenticate(first.token))?.rights.buyer?.grants
    expect(await rights()).toEqual(['purchase'])
    const server = await createMarketplaceHttp(nodes.b.market, nodes.b.platform, {
      baseUrl: 'http://127.0.0.1:8080',
      renderPage: () => '',
      browserFiles: files,
      streams: { checkMs: 600_000, heartbeatMs: 600_000 },
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.server.address() as AddressInfo
    const page = await openPage(port, orderId, 'second')
    await page.has('"order.submitted"')

    await a.removeRole({ actor: buyer, party, id: role.id }, null)
    expect(await rights()).toEqual([])
    await a.suspend(await world.given.operator(), party, { reason: 'Payments in dispute' })
    expect((await b.authenticate(first.token))?.buyer?.suspension?.reason).toBe('Payments in dispute')
    await a.suspendMember({ actor: buyer, party, id: member.id }, { reason: 'On leave' })

    await page.ended
    expect(await b.authenticate(first.token)).toBeUndefined()
    await expect(b.signIn({ ...ask, password: 'a password of tests' })).rejects.toMatchObject({
      code: 'parties.member_suspended',
    })
    await server.close()
  })

  test('a holiday that is set on one is known to the other at once', async () => {
    const { market, platform } = nodes.b
    const read = async () => [...(await market.calendar.getWorkingDays(platform.db)).calendar.keys()]
    expect(await read()).toEqual([])

    const name = { zh: '店庆', en: 'Anniversary' }
    const day = { date: '2026-12-07', kind: 'holiday', name } as const
    await nodes.a.market.calendar.setDays(await world.given.operator(), [day])

    await expect.poll(read).toEqual(['2026-12-07'])
  })

  /** Opens the order's event stream, which is read until it contains a text. */
  async function openPage(port: number, orderId: string, name: string) {
    const email = `${name.toLowerCase().replace(' ', '-')}@loggia.example`
    const { token } = await nodes.b.market.parties.signIn({
      email,
      password: 'a password of tests',
      userAgent: 'a test',
      ip: '192.0.2.1',
    })
    const headers = { cookie: `loggia_session=${token}` }
    const asked = request({ port, host: '127.0.0.1', path: `/api/buyer/orders/${orderId}/events`, headers })
    asked.end()
    const [reply] = (await once(asked, 'response')) as [IncomingMessage]
    let text = ''
    let look: () => void = () => undefined
    const ended = once(reply, 'end')
    // A page that leaves does not wait for the end.
    ended.catch(() => undefined)
    reply.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      look()
    })
    const has = (part: string): Promise<void> =>
      new Promise((resolve) => {
        look = () => text.includes(part) && resolve()
        look()
      })
    return { has, ended, leave: () => asked.destroy() }
  }
})
