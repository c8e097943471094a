import { expect, test } from 'vitest'
import { createSeller, answerLater, createMemoryStore } from '../index.ts'
import type { Access, SaasHandlers, SellerProblem, SellerStore, StoredInstance } from '../index.ts'
import { assertDone, assertOpened, createTestMarketplace } from '../testing.ts'
import type { TestMarketplace } from '../testing.ts'
import type { SaasSettings } from '../tried-seller.ts'
import { createSealedStore } from './sealed.ts'
import { createSqliteStore } from './sqlite.ts'

const now = (): number => 1_772_352_000_000
const password = '初始 password'
const access: Access = { frontEndUrl: 'https://app.example.com/one', userName: 'admin', password }

type Started = {
  readonly market: TestMarketplace
  readonly problems: SellerProblem[]
  readonly seller: ReturnType<typeof createSeller>
}

function start(
  store: SellerStore,
  options: SaasSettings = {},
  { protocol = 'saas-v2' as TestMarketplace['protocol'], saas = {} as Partial<SaasHandlers> } = {},
): Started {
  const problems: SellerProblem[] = []
  const { accessKey = 'a key' } = options
  const seller = createSeller({
    accessKey,
    store,
    now,
    onProblem: (problem) => void problems.push(problem),
    saas: { open: () => access, ...saas },
    ...options,
  })
  const key = typeof accessKey === 'string' ? accessKey : (accessKey[0] ?? '')
  return { seller, problems, market: createTestMarketplace({ seller, accessKey: key, now, protocol }) }
}

const rowOf = async (store: SellerStore, id: string): Promise<StoredInstance | undefined> =>
  (await store.findInstances([id]))[0]
const passwordTold = async (market: TestMarketplace, id: string): Promise<string | undefined> =>
  assertDone(await market.describe(id)).instances[0]?.access?.password

test.each([
  ['memory', () => createMemoryStore({ now })],
  ['SQLite', () => createSqliteStore(':memory:', { now })],
])('the first password of a buyer is sealed in %s, and told when it is asked for', async (_, make) => {
  const store = make()
  const { market, seller } = start(store)

  const id = assertOpened(await market.open())

  expect(JSON.stringify(await rowOf(store, id))).not.toContain(password)
  expect((await rowOf(store, id))?.access).toMatchObject({
    frontEndUrl: access.frontEndUrl,
    userName: 'admin',
  })
  expect(await passwordTold(market, id)).toBe(password)
  expect((await seller.find(id))?.access).toEqual(access)
  await seller.close()
})

test('what is said later, by opened, is sealed too', async () => {
  const store = createMemoryStore({ now })
  const { market, seller } = start(store, {}, { saas: { open: () => answerLater() } })
  const id = assertOpened(await market.open())

  await seller.opened(id, access)

  expect(JSON.stringify(await rowOf(store, id))).not.toContain(password)
  expect(await passwordTold(market, id)).toBe(password)
})

test('a password that an older version has left plain is told, and sealed when it is read', async () => {
  const store = createMemoryStore({ now })
  const { market } = start(store)
  const id = assertOpened(await market.open())
  await store.changeInstance({ instanceId: id, access })

  expect(await passwordTold(market, id)).toBe(password)
  expect(JSON.stringify(await rowOf(store, id))).not.toContain(password)
  expect(await passwordTold(market, id)).toBe(password)
})

test('while the key changes either opens it; what was read then needs the old key no more, what was not tells so', async () => {
  const store = createMemoryStore({ now })
  const before = start(store, { accessKey: 'the old key' })
  const read = assertOpened(await before.market.open())
  const unread = assertOpened(await before.market.open())
  const both = start(store, { accessKey: ['the new key', 'the old key'] })
  expect(await passwordTold(both.market, read)).toBe(password)
  const after = start(store, { accessKey: 'the new key' })

  expect(await passwordTold(after.market, read)).toBe(password)
  expect(await passwordTold(after.market, unread)).toBeUndefined()
  expect(await passwordTold(both.market, unread)).toBe(password)
  expect(after.problems).toMatchObject([{ code: 'field_not_opened', instanceId: unread }])
})

test('a sealed password that is copied into the row of another instance is not told', async () => {
  const store = createMemoryStore({ now })
  const { market, problems } = start(store)
  const [one, other] = [assertOpened(await market.open()), assertOpened(await market.open())]
  const stolen = (await rowOf(store, one))?.access
  await store.changeInstance({ instanceId: other, ...(stolen && { access: stolen }) })

  expect(await passwordTold(market, other)).toBeUndefined()
  expect(problems.map(({ code }) => code)).toEqual(['field_not_opened'])
})

test('a store that cannot seal anew tells the password all the same', async () => {
  const store = createMemoryStore({ now })
  const { market } = start(store)
  const id = assertOpened(await market.open())
  await store.changeInstance({ instanceId: id, access })
  const failing = { ...store, changeInstance: () => Promise.reject(new Error('read only')) }
  const again = start(failing)

  expect(await passwordTold(again.market, id)).toBe(password)
  expect(again.problems).toMatchObject([{ code: 'store_failed', instanceId: id }])
})

test('a password that is not kept is in no row, told once by SaaS V1.0 and by nobody else', async () => {
  const store = createMemoryStore({ now })
  const v1 = start(store, { keepPassword: false }, { protocol: 'saas-v1' })
  const v2 = start(store, { keepPassword: false })

  const opened = await v1.market.open()
  const id = assertOpened(opened)
  const other = assertOpened(await v2.market.open())

  expect(opened.instances[0]?.access).toEqual(access)
  expect(await passwordTold(v1.market, id)).toBeUndefined()
  expect(assertOpened(await v1.market.repeat(opened))).toBe(id)
  expect(await passwordTold(v2.market, other)).toBeUndefined()
  for (const one of [id, other])
    expect((await rowOf(store, one))?.access).toEqual({ frontEndUrl: access.frontEndUrl, userName: 'admin' })
})

test('keepPassword is true or false', () => {
  expect(() => start(createMemoryStore(), { keepPassword: 'no' } as never)).toThrow(
    'keepPassword must be true or false',
  )
})

test('a license that is made while its device is sealed with the new key is not overwritten by the device', async () => {
  const memory = createMemoryStore({ now })
  const open = (store: SellerStore, ...keys: readonly [string, ...string[]]): SellerStore =>
    createSealedStore({ store, keys, onProblem: () => undefined })
  const before = open(memory, 'the old key')
  const licenseId = 'one'
  await before.addLicense({
    licenseId,
    instanceId: 'i-1',
    isTest: false,
    madeAtMs: now(),
    state: 'promised',
    failures: 0,
    content: 'its device',
  })
  const after = open(
    {
      ...memory,
      // Another process makes it between the reading and the sealing.
      findLicense: async (id) => {
        const found = await memory.findLicense(id)
        await before.changeLicense({ licenseId, from: 'promised', state: 'made', content: 'the license' })
        return found
      },
    },
    'the new key',
    'the old key',
  )

  expect((await after.findLicense(licenseId))?.content).toBe('its device')

  expect(await open(memory, 'the new key', 'the old key').findLicense(licenseId)).toMatchObject({
    state: 'made',
    content: 'the license',
  })
})
