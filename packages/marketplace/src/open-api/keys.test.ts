import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromMinutes, fromSeconds } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import { signAkSk } from '@loggia/signing'
import type { AkSkRequest } from '@loggia/signing'
import { openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { createOpenApi } from './index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const query: AkSkRequest = {
  method: 'GET',
  target: '/api/mkp-openapi-public/global/v1/order/query?orderId=MOCKPERIODYEARNEW',
  headers: { host: 'market.example' },
  body: '',
}

describe.each(listWorldEngines(postgresUrl))('API keys on %s', (engine) => {
  let world: World
  let wallMs = Date.UTC(2026, 10, 24, 6, 33)
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  /** A node: the services of the market with the test's wall clock. */
  const node = () =>
    createOpenApi({
      ...world.platform,
      ...world.market,
      wall: { source: 'wall', now: () => wallMs as WallInstant },
    })
  type Pair = { readonly accessKeyId: string; readonly secretKey: string }
  const signed = (pair: Pair): AkSkRequest => {
    const { headers } = signAkSk({ ...pair, request: query, timeMs: wallMs })
    return { ...query, headers: { ...query.headers, ...headers } }
  }
  const own = '203.0.113.5'
  const because = async (pair: Pair, at = node(), address = own): Promise<string> => {
    const admission = await at.admit(signed(pair), address)
    return admission.admitted ? 'admitted' : admission.because.replace(/,canonicalRequest.*/, '')
  }
  const wrong = ({ accessKeyId }: Pair): Pair => ({ accessKeyId, secretKey: 'another' })
  const kindsOf = async (id: string) => (await listHistory(world.platform.db, id)).map((entry) => entry.kind)
  const listed = async (seller: MemberActor) => (await node().listKeys(seller, { limit: 20 })).items
  const failTimes = async (pair: Pair, times: number, at = node()) => {
    for (let i = 0; i < times; i += 1) await because(wrong(pair), at)
  }

  test('a pair is shown once, kept sealed, and lets its seller in', async () => {
    const seller = await world.given.seller()

    const key = await node().makeKey(seller, 'order service')

    expect(key.accessKeyId).toMatch(/^[A-Z0-9]{20}$/)
    expect(key.secretKey).toMatch(/^[A-Za-z0-9]{40}$/)
    expect(await node().admit(signed(key), own)).toEqual({ admitted: true, sellerId: seller.sellerId })
    expect(JSON.stringify(await listed(seller))).not.toContain(key.secretKey)
    expect(await node().findKey(world.platform.db, key.id)).toMatchObject({ secretKey: key.secretKey })
    expect(await kindsOf(key.id)).toEqual(['open_api_key.made'])
  })

  test('the last use is known to the minute', async () => {
    const seller = await world.given.seller()
    const key = await node().makeKey(seller, 'one')

    await node().admit(signed(key), own)
    const first = (await listed(seller))[0]?.lastUsedAt
    await world.advance(fromSeconds(59))
    await node().admit(signed(key), own)
    const second = (await listed(seller))[0]?.lastUsedAt
    await world.advance(fromSeconds(1))
    await node().admit(signed(key), own)

    expect([first, second]).toEqual([world.clock.now() - fromMinutes(1), world.clock.now() - fromMinutes(1)])
    expect((await listed(seller))[0]?.lastUsedAt).toBe(world.clock.now())
  })

  test('a disabled key and a deleted one sign nothing, an enabled one does again', async () => {
    const seller = await world.given.seller()
    const key = await node().makeKey(seller, 'one')

    await node().changeKey(seller, key.id, { name: 'two', enabled: false })
    expect(await because(key)).toBe('Get secretKey failed')
    await node().changeKey(seller, key.id, { name: 'two', enabled: true })
    expect(await because(key)).toBe('admitted')
    await node().deleteKey(seller, key.id)
    expect(await because(key)).toBe('Get secretKey failed')

    expect(await kindsOf(key.id)).toEqual([
      'open_api_key.made',
      'open_api_key.renamed',
      'open_api_key.disabled',
      'open_api_key.enabled',
      'open_api_key.deleted',
    ])
  })

  test('a seller has ten keys at most, and each is its own', async () => {
    const seller = await world.given.seller()
    for (let i = 0; i < 10; i += 1) await node().makeKey(seller, `key ${i}`)

    await expect(node().makeKey(seller, 'one more')).rejects.toMatchObject({
      code: 'open_api.too_many_keys',
    })
    const { items, next } = await node().listKeys(seller, { limit: 4 })
    expect(items.map(({ name }) => name)).toEqual(['key 9', 'key 8', 'key 7', 'key 6'])
    const rest = await node().listKeys(seller, { limit: 20, after: next as string })
    expect(new Set([...items, ...rest.items].map(({ accessKeyId }) => accessKeyId)).size).toBe(10)
  })

  test('another seller’s key is not there', async () => {
    const { id } = await node().makeKey(await world.given.seller(), 'one')
    const other = await world.given.seller()
    const code = 'open_api.key_not_found'

    await expect(node().deleteKey(other, id)).rejects.toMatchObject({ code })
    await expect(node().changeKey(other, id, { name: 'x', enabled: true })).rejects.toMatchObject({ code })
    expect(await listed(other)).toEqual([])
  })

  describe('more than five failures in a row', () => {
    const five = 5

    test('lock the key for five minutes, for the right secret too, and on every node', async () => {
      const seller = await world.given.seller()
      const key = await node().makeKey(seller, 'one')
      const [a, b] = [node(), node()]

      await failTimes(key, 3, a)
      await failTimes(key, 2, b)
      expect(await because(wrong(key), a)).toBe('verify aksk signature fail')

      expect(await because(key, b)).toBe('AK access failed to reach the limit,forbidden')
      expect(await kindsOf(key.id)).toEqual(['open_api_key.made', 'open_api_key.locked'])
      wallMs += fromMinutes(5) - 1
      expect(await because(key, a)).toBe('AK access failed to reach the limit,forbidden')
      wallMs += 1
      expect(await because(key, a)).toBe('admitted')
      expect((await listed(seller))[0]).not.toHaveProperty('lockedUntil')
    })

    test('are not five, nor ten with a success between them', async () => {
      const key = await node().makeKey(await world.given.seller(), 'one')

      await failTimes(key, five)
      expect(await because(key)).toBe('admitted')
      await failTimes(key, five)
      expect(await because(key)).toBe('admitted')
    })

    test('begin anew after a lock', async () => {
      const key = await node().makeKey(await world.given.seller(), 'one')
      await failTimes(key, five + 1)
      wallMs += fromMinutes(5)

      await failTimes(key, five)

      expect(await because(key)).toBe('admitted')
    })

    test('lock one key and not the others of its seller; enabling it by hand ends the lock', async () => {
      const seller = await world.given.seller()
      const key = await node().makeKey(seller, 'one')
      const other = await node().makeKey(seller, 'two')
      await failTimes(key, five + 1)

      expect(await because(other)).toBe('admitted')
      expect((await listed(seller)).find(({ id }) => id === key.id)?.lockedUntil).toBe(
        wallMs + fromMinutes(5),
      )
      await node().changeKey(seller, key.id, { name: 'one', enabled: true })
      expect(await because(key)).toBe('admitted')
    })

    test('from a stranger’s addresses lock those out, and not the seller, who is told of it once an hour', async () => {
      const seller = await world.given.seller()
      const key = await node().makeKey(seller, 'one')
      const guess = async (address: string): Promise<void> => {
        for (let i = 0; i <= five; i += 1) await because(wrong(key), node(), address)
      }
      const six = ['198.51.100.1', '198.51.100.2', '2001:db8:1:2::3']

      for (let i = 0; i <= five; i += 1) await because(wrong(key), node(), `198.51.100.${i + 10}`)
      for (const address of six) await guess(address)

      expect(await because(key)).toBe('admitted')
      for (const address of [...six, '2001:db8:1:2::99'])
        expect(await because(key, node(), address)).toBe('AK access failed to reach the limit,forbidden')
      expect(await kindsOf(key.id)).toEqual(['open_api_key.made', 'open_api_key.locked'])
      const { items } = await world.market.notifications.list(
        { kind: 'seller', id: key.sellerId },
        { limit: 10 },
      )
      expect(items).toMatchObject([
        { kind: 'open_api_key_locked', data: { key: 'one', accessKeyId: key.accessKeyId } },
      ])
      wallMs += fromMinutes(60)
      await guess('198.51.100.3')
      expect(await kindsOf(key.id)).toHaveLength(3)
    })

    test('are counted one by one when they come at once', async () => {
      const key = await node().makeKey(await world.given.seller(), 'one')

      await Promise.all(Array.from({ length: five }, () => because(wrong(key))))

      expect(await because(wrong(key))).toBe('verify aksk signature fail')
      expect(await because(key)).toBe('AK access failed to reach the limit,forbidden')
    })

    test('are none if the clock is wrong: the reason would be hidden behind the lock', async () => {
      const key = await node().makeKey(await world.given.seller(), 'one')
      const late = signed(key)
      wallMs += fromMinutes(16)

      for (let i = 0; i <= five; i += 1)
        expect(await node().admit(late, own)).toMatchObject({
          because: 'stale: X-Sdk-Date is 16.0 minutes behind our clock; at most 15 are allowed',
        })

      expect(await because(key)).toBe('admitted')
    })
  })

  test.each([
    [{ 'x-auth-token': 'abc' }, 'decrypt token fail'],
    [{}, 'authorization_missing: the header Authorization is missing'],
    [
      { authorization: `SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=${'0'.repeat(64)}` },
      'Get secretKey failed',
    ],
  ])('a request with %j is nobody’s', async (headers, reason) => {
    expect(await node().admit({ ...query, headers }, own)).toEqual({ admitted: false, because: reason })
  })

  describe('what was refused last', () => {
    const refusedOf = async (seller: MemberActor) => (await listed(seller))[0]?.refused

    test('is told beside the key with its reason, whatever that is, and stays when the key is used again', async () => {
      const seller = await world.given.seller()
      const key = await node().makeKey(seller, 'one')
      expect(await refusedOf(seller)).toBeUndefined()

      await because(wrong(key))
      expect(await refusedOf(seller)).toEqual({ at: wallMs, because: 'signature_differs' })
      const late = signed(key)
      wallMs += fromMinutes(16)
      await node().admit(late, own)
      expect(await refusedOf(seller)).toEqual({ at: wallMs, because: 'stale' })
      await failTimes(key, 7)
      wallMs += fromSeconds(1)
      await because(key)
      expect(await refusedOf(seller)).toEqual({ at: wallMs, because: 'address_locked' })
      wallMs += fromSeconds(1)
      await node().changeKey(seller, key.id, { name: 'one', enabled: false })
      await because(key)
      await node().changeKey(seller, key.id, { name: 'one', enabled: true })
      expect(await because(key)).toBe('admitted')

      expect(await refusedOf(seller)).toEqual({ at: wallMs, because: 'key_disabled' })
    })

    test('is written down once a second, for whatever reasons, and found by who looks shortly after', async () => {
      const seller = await world.given.seller()
      const key = await node().makeKey(seller, 'one')
      const first = wallMs
      await because(wrong(key))
      wallMs += fromSeconds(1) - 1
      await because(wrong(key))
      // Otherwise anybody who knows the id could cause a write with every request.
      await node().changeKey(seller, key.id, { name: 'one', enabled: false })
      await because(key)
      await node().changeKey(seller, key.id, { name: 'one', enabled: true })

      expect(await refusedOf(seller)).toMatchObject({ at: first })
      const since = wallMs as WallInstant
      expect(await node().findRefusedQuery(key.sellerId, since)).toEqual({
        at: first,
        because: 'signature_differs',
        keyName: 'one',
      })
      wallMs += 1
      await because(wrong(key))
      expect(await refusedOf(seller)).toMatchObject({ at: wallMs })
      const soon = (wallMs + fromSeconds(1) + 1) as WallInstant
      expect(await node().findRefusedQuery(key.sellerId, soon)).toBeUndefined()
      const { sellerId } = await world.given.seller()
      expect(await node().findRefusedQuery(sellerId, since)).toBeUndefined()
    })
  })

  test('who is no seller makes no key', async () => {
    const buyer = await world.given.buyer()

    await expect(node().makeKey(buyer, 'one')).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
