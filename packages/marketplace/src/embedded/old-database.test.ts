import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, isId, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { consoleApi } from '@loggia/protocol/console'
import type { Route } from '@loggia/protocol/console'
import { paperPurposes } from '@loggia/protocol/console/papers/kinds'
import { signBody } from '@loggia/signing'
import { createMarketplaceHttp } from '../http.ts'
import type { MarketplaceSettings } from '../marketplace.ts'
import { migrate, readMigrations } from '../platform/index.ts'
import { demoPassword } from './demo/index.ts'
import { openAtOnce, openAtOnceV1, openWorld, listWorldEngines } from './index.ts'
import type { World } from './index.ts'
import { findLostRows, loadOldDatabase, readContents, readDoors } from './old-database.ts'
import type { Contents, Doors } from './old-database.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const version = 'fb2fec6'
const ownPassword = 'a password of the filled market of my own'
const passwords = {
  'lin@cangye.example': demoPassword,
  'zhou@heting.example': demoPassword,
  'an@anping.example': ownPassword,
  'shen@chenglan.example': demoPassword,
  'lu@luyu.example': demoPassword,
  'yun@yunzhou.example': ownPassword,
  'gu@loggia.example': demoPassword,
} as const
type Email = keyof typeof passwords
const membersOf = {
  buyer: ['lin@cangye.example', 'zhou@heting.example', 'an@anping.example'],
  seller: ['shen@chenglan.example', 'lu@luyu.example', 'yun@yunzhou.example'],
  operator: ['gu@loggia.example'],
} as const satisfies Record<string, readonly Email[]>
type Party = keyof typeof membersOf

type Reply = { readonly status: number; readonly body: unknown }
type Member = {
  ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<Reply>
  /** Like `ask`; throws if the request is refused. */
  done<T>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<T>
}

/** Sellers that answer everything at once, in both protocols, at any address. */
function sellers(keyOfV1: () => Promise<string>): NonNullable<MarketplaceSettings['calls']['transport']> {
  return {
    async send({ url, method, body }) {
      const query = Object.fromEntries(url.searchParams)
      const isV1 = method === 'GET'
      const members = isV1 ? query : (JSON.parse(body) as Record<string, string>)
      const request = { activity: members['activity'] ?? '', members, query, body, search: url.search }
      const accessKey = isV1 ? await keyOfV1() : ''
      const text = JSON.stringify(isV1 ? openAtOnceV1(accessKey)(request) : openAtOnce(request))
      const headers = {
        'content-type': 'application/json',
        ...(isV1 && { 'body-sign': signBody(accessKey, text) }),
      }
      const reply = { line: 'HTTP/1.1 200 OK', headers: Object.entries(headers), body: Buffer.from(text) }
      return { durationMs: 1, received: { status: 200, headers, body: reply.body }, reply }
    },
    close: () => Promise.resolve(),
  }
}

const routesOf = (role: string): [string, Route][] =>
  Object.entries<Route>(consoleApi)
    .filter(
      ([key, route]) => key.startsWith('GET ') && route.role === role && (route.answers ?? 'json') === 'json',
    )
    .map(([key, route]) => [key.slice(4), route])

/** What a list is asked for where it answers nothing without: the search of a centre, papers. */
const needed: Readonly<Record<string, readonly string[]>> = { q: ['CS'], purpose: paperPurposes }

/** The requests for everything in a list without pages; none for what is of one product that has to be named. */
function listUrls(path: string, query: Route['query']): string[] {
  if (query && 'productId' in query.shape && !query.safeParse({}).success) return []
  const name = Object.keys(needed).find((one) => query !== undefined && one in query.shape)
  return (name === undefined ? undefined : needed[name])?.map((value) => `${path}?${name}=${value}`) ?? [path]
}

/** The migration that turned the access data of products and the order addresses of sellers into channels. */
const firstOfChannels = 27

/** Below the number that a seller may ask for in a minute. */
const mostDiagnoses = 20

describe.each(listWorldEngines(postgresUrl))('a database of an older version on %s', (engine) => {
  let world: World
  let server: FastifyInstance
  let browserFiles: string
  let before: Contents
  let after: Contents
  let doorsBefore: Doors
  let doorsAfter: Doors
  const entered = new Map<Email, Promise<Member>>()

  beforeAll(async () => {
    const left = await loadOldDatabase(version, engine === 'postgres' ? postgresUrl : undefined)
    before = await readContents(left.database.db)
    const migrations = await readMigrations()
    await migrate(
      left.database.db,
      migrations.filter(({ number }) => number < firstOfChannels),
    )
    // Data that the older version lacked: a protocol option of a product, and a parked server.
    await left.database.db.script(`
      update product_access set expire_digits = 14, cancellation_order = 'renewal'
      where product_id = (select max(product_id) from product_access where protocol = 'saas-v2');
      update gate set breaker = 'open', failures = 7, call_limit = 1, parked_ms = 5000,
        opened_at = '${toIso(left.at)}', probe_at = '${toIso(left.at)}', ready_at = '${toIso(left.at)}'
      where seller_id in (select min(seller_id) from gate) or seller_id like '%:orders'`)
    doorsBefore = await readDoors(left.database.db, 'before channels')
    await migrate(left.database.db, migrations)
    after = await readContents(left.database.db)
    doorsAfter = await readDoors(left.database.db, 'by channels')
    world = await openWorld({ engine, postgresUrl, left, calls: { transport: sellers(openKeyOfLuyu) } })
    browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
    server = await createMarketplaceHttp(world.market, world.platform, {
      baseUrl: 'https://market.example',
      renderPage: () => '',
      browserFiles,
      limits: { all: 1_000_000, signIn: 1_000_000 },
    })
  })
  afterAll(async () => {
    await server.close()
    await world.close()
    await rm(browserFiles, { recursive: true, force: true })
  })

  /** The V1.0 key of the seller whose one product uses SaaS V1.0. */
  async function openKeyOfLuyu(): Promise<string> {
    const { market, platform } = world
    const lu = await member('lu@luyu.example')
    const { items } = await lu.done<{ items: { id: Id<'key'> }[] }>('GET', '/api/seller/keys')
    return market.access.openKey(platform.db, items[0]?.id ?? 'key_')
  }

  const member = (email: Email): Promise<Member> => {
    const known = entered.get(email) ?? signIn(email)
    entered.set(email, known)
    return known
  }

  async function signIn(email: Email): Promise<Member> {
    let serial = 0
    const payload = { email, password: passwords[email] }
    const reply = await server.inject({ method: 'POST', url: '/api/session', payload })
    expect([email, reply.statusCode]).toEqual([email, 200])
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
    const { session } = reply.json<{ session: { csrfToken: string } }>()
    const ask: Member['ask'] = async (method, url, asked) => {
      const key = `${email}-${(serial += 1)}`
      const headers = { cookie, 'x-loggia-csrf': session.csrfToken, 'idempotency-key': key }
      const answer = await server.inject({ method, url, headers, ...(asked && { payload: asked }) })
      return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json<unknown>() }
    }
    return {
      ask,
      async done(method, url, asked) {
        const { status, body } = await ask(method, url, asked)
        if (status >= 300) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(body)}`)
        return body as never
      },
    }
  }

  /** Reads all pages of a list. */
  async function listAll(who: Member, url: string): Promise<readonly unknown[]> {
    const answers: { items?: readonly unknown[]; next?: string }[] = []
    for (let after = ''; ; after = `&after=${answers.at(-1)?.next ?? ''}`) {
      const answer = await who.done<{ items?: readonly unknown[]; next?: string }>('GET', `${url}${after}`)
      answers.push(answer)
      if (answer.next === undefined) return answers
    }
  }

  test('loses no row of any table', () => {
    expect([...before.rows.values()].filter((keys) => keys.size > 0).length).toBeGreaterThan(45)

    expect(findLostRows(before, after)).toEqual({})
  })

  test('keeps the doors to sellers: what each product uses, where orders are told, how gates stand, and which calls go through them', () => {
    expect(doorsAfter).toEqual(doorsBefore)
    expect(doorsBefore.bindings.length).toBeGreaterThan(10)
    expect(doorsBefore.bindings.some(({ product_id }) => product_id === null)).toBe(true)
    expect(doorsBefore.bindings.some(({ expire_digits }) => expire_digits === 14)).toBe(true)
    expect(doorsBefore.gates.some(({ breaker }) => breaker === 'open')).toBe(true)
    expect(doorsBefore.gates.some(({ family }) => family === 'orders')).toBe(true)
  })

  test('gives channels ids like any other', async () => {
    const { rows } = await sql<{ id: string }>`select id from channel`.execute(
      world.platform.db.withTables<unknown>(),
    )

    expect(rows.length).toBeGreaterThan(3)
    expect(rows.filter(({ id }) => !isId(id, 'chn'))).toEqual([])
  })

  test('keeps the terms as versions of the user agreement', async () => {
    expect(before.rows.get('market_terms')?.size).toBeGreaterThan(0)
    expect(after.rows.get('agreement')?.size).toBe(before.rows.get('market_terms')?.size)
    expect(await world.market.agreements.getAgreement('user')).toMatchObject({ version: 1 })
  })

  test('keeps what each account comes to, and what orders are for, were paid and given back', () => {
    expect(after.sums).toEqual(before.sums)
  })

  describe.each(Object.keys(membersOf) as Party[])('for a %s', (party) => {
    test.each(membersOf[party])('every list and everything in it is answered to %s', async (email) => {
      const who = await member(email)
      const lists = routesOf(party).filter(([, { params }]) => !params)
      const known = new Set<string>()
      for (const [path, { query }] of lists) {
        const isPaged = query !== undefined && 'limit' in query.shape
        const answers = isPaged
          ? await listAll(who, `${path}?limit=100`)
          : await Promise.all(listUrls(path, query).map((url) => who.done('GET', url)))
        for (const [, id = ''] of JSON.stringify(answers).matchAll(/"id":"(\w{3}_\w{26})"/g)) known.add(id)
      }

      const refused: unknown[] = []
      let asked = 0
      for (const [path, { params }] of routesOf(party))
        for (const url of urlsOf(path, params, known)) {
          const { status, body } = await who.ask('GET', url)
          asked += 1
          if (status !== 200 && !isMissing(body)) refused.push([url, status, body])
        }

      expect(refused).toEqual([])
      expect(asked).toBeGreaterThan(5)
    })
  })

  /**
   * Operators ask about every product, and one that was not on sale with a server is not watched. A database of this age
   * has no licenses.
   */
  const isMissing = (body: unknown): boolean =>
    ['monitoring.not_watched', 'license.not_found'].includes((body as { readonly code?: string }).code ?? '')

  /** The requests for everything in these lists that the only parameter of a route takes. */
  function urlsOf(path: string, params: Route['params'], known: ReadonlySet<string>): string[] {
    const [name, ...more] = Object.keys(params?.shape ?? {})
    if (name === undefined || more.length > 0) return []
    const ids = [...known].filter((id) => params?.safeParse({ [name]: id }).success)
    const urls = ids.map((id) => path.replace(`:${name}`, id))
    return path.endsWith('/diagnosis') ? urls.slice(0, mostDiagnoses) : urls
  }

  test('what is on sale is found and shown to everybody', async () => {
    const get = async (url: string) => {
      const reply = await server.inject({ url })
      expect([url, reply.statusCode]).toEqual([url, 200])
      return reply.json<{ items: readonly { readonly id: string }[] }>()
    }

    const { items } = await get('/api/products?limit=100')
    const found = await get(`/api/search?q=${encodeURIComponent('云舟')}`)

    expect(items.length).toBeGreaterThan(12)
    expect(found.items.length).toBeGreaterThan(3)
    for (const { id } of items) await get(`/api/products/${id}`)
  })

  test('goes on: what was under way ends, a service is renewed, one is returned, what was stuck is applied', async () => {
    const [lin, gu] = [await member('lin@cangye.example'), await member('gu@loggia.example')]
    type Listed = { readonly items: readonly { readonly id: string; readonly state: string }[] }
    const inState = async (url: string, state: string) =>
      (await lin.done<Listed>('GET', `${url}?limit=100`)).items.filter((one) => one.state === state)
    const [unpaid] = await inState('/api/buyer/orders', 'pending_payment')
    const underWay = await inState('/api/buyer/orders', 'processing')
    const { items: stuck } = await gu.done<Listed>('GET', '/api/operator/calls?state=stuck')
    expect([unpaid?.state, underWay.length > 3, stuck.length]).toEqual(['pending_payment', true, 1])

    // Calls that a dead node was sending are taken up again.
    await world.market.calls.engine.recover(true)
    await lin.done('POST', `/api/buyer/orders/${unpaid?.id}/payment`)
    await gu.done('POST', `/api/operator/calls/${stuck[0]?.id}/application`)
    await world.advance(fromDays(0.2))

    const stateOf = async (id: string) =>
      (await lin.done<{ state: string }>('GET', `/api/buyer/orders/${id}`)).state
    for (const { id } of [...underWay, ...(unpaid ? [unpaid] : [])])
      expect([id, await stateOf(id)]).toEqual([id, 'completed'])
    await renewOne(lin)
    await returnOne(lin)
  })

  type Service = {
    readonly id: string
    readonly state: string
    readonly endsAt?: string
    readonly acts: { readonly renew: { readonly allowed: boolean } }
    readonly refundable: readonly { readonly kind: string; readonly amount: object }[]
  }
  async function findService(who: Member, fits: (service: Service) => boolean): Promise<Service> {
    const { items } = await who.done<{ items: { id: string }[] }>('GET', '/api/buyer/services?limit=100')
    for (const { id } of items) {
      const service = await who.done<Service>('GET', `/api/buyer/services/${id}`)
      if (fits(service)) return service
    }
    throw new Error('No service fits')
  }

  async function renewOne(who: Member): Promise<void> {
    const { id, endsAt } = await findService(
      who,
      ({ state, acts }) => state === 'grace' && acts.renew.allowed,
    )
    type Choices = { readonly choices: readonly { readonly prices: readonly { priceItemId: string }[] }[] }
    const { choices } = await who.done<Choices>('GET', `/api/buyer/services/${id}/choices`)
    const priceItemId = choices[0]?.prices[0]?.priceItemId
    const detail = await who.done<{ quantity?: number }>('GET', `/api/buyer/services/${id}`)
    const lines = [{ serviceId: id, priceItemId, quantity: detail.quantity ?? 1, periodCount: 1 }]
    const quote = await who.done<{ id: string }>('POST', '/api/buyer/quotes', { kind: 'renewal', lines })
    await who.done('POST', `/api/buyer/quotes/${quote.id}/payment`)
    await world.settle()

    const renewed = await who.done<Service>('GET', `/api/buyer/services/${id}`)
    expect(renewed.state).toBe('active')
    expect(Date.parse(renewed.endsAt ?? '')).toBeGreaterThan(Date.parse(endsAt ?? ''))
  }

  async function returnOne(who: Member): Promise<void> {
    const isReturnable = ({ refundable }: Service) => refundable.some(({ kind }) => kind === 'five_day')
    const { id, refundable } = await findService(who, isReturnable)
    const expectedAmount = refundable.find(({ kind }) => kind === 'five_day')?.amount
    await who.done('POST', `/api/buyer/services/${id}/refund`, { kind: 'five_day', expectedAmount })
    await world.settle()

    expect((await who.done<Service>('GET', `/api/buyer/services/${id}`)).state).toBe('cancelled')
  }

  test('lives for half a year more without a wake-up or a call that is left behind', async () => {
    await world.advance(fromDays(183))

    const gu = await member('gu@loggia.example')
    type Listed = { readonly items: readonly { readonly at?: string; readonly dueAt?: string }[] }
    const coming = await gu.done<Listed>('GET', '/api/operator/coming?limit=100')
    const late = coming.items.filter(({ at, dueAt }) => Date.parse(at ?? dueAt ?? '') < world.clock.now())
    expect(late).toEqual([])
    for (const state of ['waiting', 'sending', 'stuck'])
      expect([state, (await gu.done<Listed>('GET', `/api/operator/calls?state=${state}`)).items]).toEqual([
        state,
        [],
      ])
    const services = await listAll(await member('lin@cangye.example'), '/api/buyer/services?limit=100')
    expect(JSON.stringify(services)).not.toMatch(/"state":"(opening|grace)"/)
  })
})

test('a migration that drops rows of one kind, or changes an amount, is found', async () => {
  const { database } = await loadOldDatabase(version)
  const before = await readContents(database.db)
  const planted: Awaited<ReturnType<typeof readMigrations>>[number] = {
    number: 9999,
    name: '9999-planted.sql',
    hash: 'planted',
    text: `delete from message where kind = 'service_frozen';
      update payment set amount_minor = amount_minor + 1 where order_id = (select min(order_id) from payment);`,
  }

  await migrate(database.db, [...(await readMigrations()), planted])

  const after = await readContents(database.db)
  await database.close()
  expect(findLostRows(before, after)).toEqual({ message: 4 })
  expect(after.sums).not.toEqual(before.sums)
})
