import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryStore } from './memory.ts'
import { createPostgresStore } from './postgres.ts'
import { createSqliteStore } from './sqlite.ts'
import type { SellerStore, StoredInstance, StoredLicense } from './store.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']
let nowMs = 1_700_000_000_000
const now = (): number => nowMs

/** The same store opened twice, as by two processes. For the memory store, both are the same object. */
type Opened = { stores: readonly [SellerStore, SellerStore]; close: () => Promise<void> }

const engines: Readonly<Record<string, () => Promise<Opened>>> = {
  memory: async () => {
    const store = createMemoryStore({ now })
    return { stores: [store, store], close: async () => undefined }
  },
  sqlite: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loggia-seller-'))
    const stores = [
      createSqliteStore(join(folder, 'a.db'), { now }),
      createSqliteStore(join(folder, 'a.db'), { now }),
    ] as const
    const close = async (): Promise<void> => {
      for (const store of stores) await store.close?.()
      rmSync(folder, { recursive: true, force: true })
    }
    return { stores, close }
  },
  ...(postgresUrl !== undefined && {
    postgres: async () => {
      const pool = new pg.Pool({ connectionString: postgresUrl, max: 4 })
      const tablePrefix = `t${randomBytes(6).toString('hex')}_`
      const stores = [
        createPostgresStore(pool, { tablePrefix, now }),
        createPostgresStore(pool, { tablePrefix, now }),
      ] as const
      // Several processes may start at the same moment.
      await Promise.all(stores.map((store) => store.createTables()))
      const close = async (): Promise<void> => {
        for (const name of ['claims', 'instances', 'licenses', 'nonces'])
          await pool.query(`drop table ${tablePrefix}${name}`)
        await pool.end()
      }
      return { stores, close }
    },
  }),
}

const instance: StoredInstance = {
  instanceId: 'i-1',
  openKey: '["open","CS1","CS1-000001"]',
  protocol: 'saas-v2',
  isTest: false,
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
  state: 'opening',
  purchase: { source: 'ids', orderId: 'CS1', buyer: {}, parameters: { 备注: 'a\u0000b "quoted"' } },
  madeAtMs: 1_700_000_000_000,
}
const license: StoredLicense = {
  licenseId: 'l-1',
  instanceId: 'i-1',
  isTest: false,
  eventId: 'e-1',
  madeAtMs: 1_700_000_000_000,
  state: 'made',
  content: '"许可证\\u0000"',
  dueAtMs: 1_700_000_060_000,
  failures: 0,
}
const lease = { leaseMs: 60_000, value: 'first' }

describe.each(Object.keys(engines))('a store in %s', (engine) => {
  let opened: Opened
  let store: SellerStore
  let other: SellerStore

  beforeEach(async () => {
    nowMs = 1_700_000_000_000
    const open = engines[engine]
    if (!open) throw new Error(`No engine ${engine}`)
    opened = await open()
    ;[store, other] = opened.stores
  })
  afterEach(() => opened.close())

  test('gives a claim to one of many who ask at once, and tells the others the first value', async () => {
    const asked = Array.from({ length: 10 }, (_, i) =>
      (i % 2 ? store : other).claim({ key: 'k', owner: `o-${i}`, leaseMs: 60_000, value: `v-${i}` }),
    )

    const states = await Promise.all(asked)

    expect(states.filter(({ state }) => state === 'yours')).toHaveLength(1)
    expect(states.filter(({ state }) => state === 'busy')).toHaveLength(9)
    expect(new Set(states.map(({ value }) => value)).size).toBe(1)
  })

  test('gives a claim whose lease is over to the next, with the first value, and no longer to the first', async () => {
    await store.claim({ key: 'k', owner: 'dead', ...lease, leaseMs: 0 })

    expect((await other.lookUp('k'))?.state).toBe('free')
    expect(await other.claim({ key: 'k', owner: 'next', leaseMs: 60_000, value: 'second' })).toEqual({
      state: 'yours',
      value: 'first',
    })
    expect(await store.extend({ key: 'k', owner: 'dead', leaseMs: 60_000 })).toBe(false)
    expect(await store.settle({ key: 'k', owner: 'dead', result: 'too late' })).toBe(false)
    expect(await other.settle({ key: 'k', owner: 'next', result: 'in time' })).toBe(true)
  })

  test('makes a lease longer', async () => {
    await store.claim({ key: 'k', owner: 'o', ...lease, leaseMs: 0 })

    expect(await store.extend({ key: 'k', owner: 'o', leaseMs: 60_000 })).toBe(true)
    expect((await other.claim({ key: 'k', owner: 'p', ...lease })).state).toBe('busy')
    expect(await store.extend({ key: 'nothing', owner: 'o', leaseMs: 1 })).toBe(false)
  })

  test('keeps a result for good, and settles nothing twice', async () => {
    await store.claim({ key: 'k', owner: 'o', ...lease })
    const result = { once: false, result: { code: 'soldOut', message: '售罄 \u0000 😀' } }

    expect(await store.settle({ key: 'k', owner: 'o', result })).toBe(true)
    expect(await store.settle({ key: 'k', owner: 'o', result: 'another' })).toBe(false)
    expect(await other.claim({ key: 'k', owner: 'p', ...lease })).toEqual({
      state: 'done',
      value: 'first',
      result,
      owner: 'o',
    })
    expect(await other.lookUp('k')).toEqual({ state: 'done', value: 'first', result })
    expect(await other.lookUp('unheard of')).toBeUndefined()
  })

  test('sets a claim free that is settled without a result, also after it had one', async () => {
    await store.claim({ key: 'k', owner: 'o', ...lease })

    expect(await store.settle({ key: 'k', owner: 'o' })).toBe(true)
    expect(await other.claim({ key: 'k', owner: 'p', leaseMs: 60_000, value: 'second' })).toEqual({
      state: 'yours',
      value: 'first',
    })
    await other.settle({ key: 'k', owner: 'p', result: null })
    expect(await store.settle({ key: 'k', owner: 'p' })).toBe(true)
    expect((await store.claim({ key: 'k', owner: 'q', ...lease })).state).toBe('yours')
  })

  test('keeps instances as they were given, and the first of two with one id', async () => {
    await store.addInstance(instance)
    await other.addInstance({ ...instance, orderId: 'CS2' })
    await other.addInstance({
      ...instance,
      instanceId: 'i-2',
      expiresAtMs: 5,
      access: { frontEndUrl: 'https://a.example' },
    })

    expect(await other.findInstances(['i-1', 'nobody'])).toEqual([instance])
    expect(
      (await store.findInstances(['i-2', 'i-1'])).map(({ instanceId }) => instanceId).toSorted(),
    ).toEqual(['i-1', 'i-2'])
    expect(await store.findInstances(['i-2'])).toMatchObject([
      { expiresAtMs: 5, access: { frontEndUrl: 'https://a.example' } },
    ])
    expect(await store.findInstances([])).toEqual([])
  })

  test('changes what a change names and leaves the rest', async () => {
    const access = { frontEndUrl: 'https://a.example', password: '初始' }
    await store.addInstance(instance)
    await store.changeInstance({ instanceId: 'i-1', state: 'open', access })
    await other.changeInstance({ instanceId: 'i-1', expiresAtMs: 1_800_000_000_000 })
    await other.changeInstance({ instanceId: 'nobody', state: 'open' })

    expect(await store.findInstances(['i-1'])).toEqual([
      { ...instance, state: 'open', access, expiresAtMs: 1_800_000_000_000 },
    ])
  })

  test('changes an instance with the end of its claim, or not at all', async () => {
    await store.addInstance(instance)
    await store.claim({ key: 'k', owner: 'o', ...lease })
    const refusal = { code: 'soldOut', message: 'gone' } as const

    await other.settle({
      key: 'k',
      owner: 'somebody else',
      result: 1,
      change: { instanceId: 'i-1', state: 'open' },
    })
    expect((await store.findInstances(['i-1']))[0]?.state).toBe('opening')
    await store.settle({
      key: 'k',
      owner: 'o',
      result: 1,
      change: { instanceId: 'i-1', state: 'refused', refusal },
    })
    expect((await store.findInstances(['i-1']))[0]).toMatchObject({ state: 'refused', refusal })
  })

  test('revives no instance that was released', async () => {
    await store.addInstance(instance)
    await store.claim({ key: 'k', owner: 'o', ...lease })
    await store.changeInstance({ instanceId: 'i-1', state: 'released' })

    await store.changeInstance({ instanceId: 'i-1', state: 'open' })
    await other.settle({
      key: 'k',
      owner: 'o',
      result: 1,
      change: { instanceId: 'i-1', state: 'open', expiresAtMs: 7 },
    })

    expect((await store.findInstances(['i-1']))[0]).toMatchObject({ state: 'released', expiresAtMs: 7 })
  })

  test('keeps the first of the licenses that are made for one request at once', async () => {
    const kept = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        (i % 2 ? store : other).addLicense({ ...license, content: `"${i}"` }),
      ),
    )

    expect(new Set(kept.map(({ content }) => content)).size).toBe(1)
    expect(await other.findLicense('l-1')).toEqual(kept[0])
    expect(await store.findLicense('nobody')).toBeUndefined()
  })

  test('changes a license in the state that a change names, once for all who change it at once', async () => {
    const { content: _content, dueAtMs: _due, ...promised } = { ...license, state: 'promised' as const }
    await store.addLicense(promised)
    const change = { licenseId: 'l-1', from: 'promised', state: 'made', dueAtMs: nowMs } as const

    const changed = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        (i % 2 ? store : other).changeLicense({ ...change, content: `"${i}"` }),
      ),
    )

    expect(changed.filter(Boolean)).toHaveLength(1)
    const content = `"${changed.indexOf(true)}"`
    expect(await other.findLicense('l-1')).toEqual({ ...promised, state: 'made', content, dueAtMs: nowMs })
    expect(await store.changeLicense({ licenseId: 'nobody', state: 'delivered' })).toBe(false)
  })

  test('lists the licenses that are due, the first ones first, and none that is delivered', async () => {
    await store.addLicense(license)
    await store.addLicense({ ...license, licenseId: 'l-2', dueAtMs: 1_700_000_000_000 })
    await other.addLicense({ ...license, licenseId: 'l-3', state: 'delivered' })

    const { dueAtMs: _due, ...undecided } = license
    await store.addLicense({ ...undecided, licenseId: 'l-4', state: 'promised' })
    await store.addLicense({ ...license, licenseId: 'l-5', state: 'promised' })
    const due = { state: 'made', untilMs: 1_700_000_060_000, most: 9 } as const

    expect(await other.listLicenses({ ...due, untilMs: 1_700_000_059_999 })).toEqual(['l-2'])
    expect(await store.listLicenses(due)).toEqual(['l-2', 'l-1'])
    expect(await store.listLicenses({ ...due, most: 1 })).toEqual(['l-2'])
    expect(await store.listLicenses({ ...due, state: 'promised' })).toEqual(['l-5'])
    await store.changeLicense({ licenseId: 'l-2', from: 'made', state: 'delivered' })
    expect(await other.listLicenses(due)).toEqual(['l-1'])
  })

  test('remembers a nonce until its time is over, once for all who ask at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 6 }, (_, i) => (i % 2 ? store : other).remember('n', nowMs + 1_000)),
    )
    nowMs += 1_000
    const atTheEnd = await other.remember('n', nowMs)
    nowMs += 60_001
    const after = await store.remember('n', nowMs + 1_000)

    expect(asked.filter(Boolean)).toHaveLength(1)
    expect(atTheEnd).toBe(false)
    expect(after).toBe(true)
    expect(await other.remember('n', nowMs)).toBe(false)
  })
})

test.skipIf(postgresUrl === undefined)(
  'the tables in PostgreSQL are made also by a driver that sends one statement at a time',
  async () => {
    const pool = new pg.Pool({ connectionString: postgresUrl, max: 2 })
    const tablePrefix = `t${randomBytes(6).toString('hex')}_`
    // Some drivers prepare every statement. `queryMode` is missing in the types of `pg`.
    const prepared = {
      query: (text: string) => pool.query({ text, queryMode: 'extended' } as pg.QueryConfig),
    }

    await createPostgresStore(prepared, { tablePrefix }).createTables()

    expect(await createPostgresStore(pool, { tablePrefix, now }).remember('n', nowMs)).toBe(true)
    for (const name of ['claims', 'instances', 'licenses', 'nonces'])
      await pool.query(`drop table ${tablePrefix}${name}`)
    await pool.end()
  },
)

test('a store says what it cannot work with', () => {
  expect(() => createPostgresStore({} as never)).toThrow(TypeError)
  expect(() =>
    createPostgresStore({ query: async () => ({ rows: [] }) }, { tablePrefix: 'x; drop' }),
  ).toThrow('tablePrefix')
  expect(() => createSqliteStore(7 as never)).toThrow(TypeError)
  expect(() => createSqliteStore(':memory:', { tablePrefix: 'Große' })).toThrow('tablePrefix')
})
