import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import { openRunning, readEnd } from './testing/running.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the end of a subscription, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  async function running(fen = 100_000n) {
    seller = await openScriptedSeller()
    seller.answer(openAtOnce)
    return openRunning(world, { url: seller.url, fen })
  }

  test('R113: the level that a buyer has when a service expires decides; a later one changes nothing for it', async () => {
    const held = await running()
    const { parties } = world.market
    const operator = await world.given.operator()
    const buyerId = held.buyer.buyerId as Id<'byr'>
    await parties.setLevel(operator, buyerId, { level: 'V4', reason: 'a good customer' })
    await world.advance(fromDays(31))

    await parties.setLevel(operator, buyerId, { level: 'V0', reason: 'a mistake' })

    const { state, graceUntil, retentionUntil } = await held.subscription()
    expect([state, toIso(graceUntil ?? 0), toIso(retentionUntil ?? 0)]).toEqual([
      'grace',
      '2026-12-31T06:33:00.000Z',
      '2027-01-15T06:33:00.000Z',
    ])
    await world.advance(fromDays(20))
    expect((await held.subscription()).state).toBe('retention')
    await world.advance(fromDays(1))
    expect((await held.subscription()).state).toBe('released')
  })

  test('R113, R114: what is not renewed goes through grace and retention to its release; the seller is told at each', async () => {
    const held = await running()

    await world.advance(fromDays(40))

    expect((await held.subscription()).state).toBe('released')
    expect(await held.kinds()).toEqual([
      'service.opened',
      'service.expired',
      'service.frozen',
      'service.released',
    ])
    const told = [...seller.of('updateInstanceStatus'), ...seller.of('releaseInstance')]
    expect(told.map(({ members }) => members.status ?? members.activity)).toEqual([
      'FREEZE',
      'releaseInstance',
    ])
    const times = (await listHistory(world.platform.db, held.subscriptionId)).map((entry) => toIso(entry.at))
    expect(times.slice(1)).toEqual([
      '2026-12-24T06:33:00.000Z',
      '2026-12-25T06:33:00.000Z',
      '2026-12-26T06:33:00.000Z',
    ])
    // A retention of one day has no reminder: the message of its beginning gives its end.
    expect((await held.messages()).map(({ kind, at }) => [kind, toIso(at).slice(0, 10)])).toEqual([
      ['service_expiring', '2026-12-23'],
      ['service_in_grace', '2026-12-24'],
      ['service_frozen', '2026-12-25'],
      ['service_released', '2026-12-26'],
    ])
  })

  test('R113: who comes back during retention is unfrozen, and the term goes on from the old end', async () => {
    const held = await running()
    await world.advance(fromDays(31) + fromHours(1))
    expect((await held.subscription()).state).toBe('retention')

    await held.buy('renewal')

    expect((await held.subscription()).state).toBe('active')
    expect(await readEnd(held)).toBe('2027-01-24T06:33:00.000Z')
    expect(seller.of('updateInstanceStatus').map(({ members }) => members.status)).toEqual([
      'FREEZE',
      'UNFREEZE',
    ])
  })

  test('R110: it renews itself at 03:00 seven days before the end, and counts down', async () => {
    const held = await running()
    await world.market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, {
      on: true,
      daysBefore: 7,
      times: 2,
    })

    await world.advance(fromDays(120))

    const { terms, state, renewsItself } = await held.subscription()
    expect(terms).toHaveLength(3)
    expect({ state, renewsItself }).toEqual({ state: 'released', renewsItself: false })
    const renewed = (await listHistory(world.platform.db, held.subscriptionId)).filter(
      ({ kind }) => kind === 'service.renewed',
    )
    expect(renewed.map(({ at }) => toIso(at))).toEqual([
      '2026-12-16T19:00:00.000Z',
      '2027-01-16T19:00:00.000Z',
    ])
    const told = (await held.messages()).filter(({ kind }) => kind === 'service_renewed_itself')
    expect(told.map(({ data }) => data)).toMatchObject([
      { amount: { amount: '10.00', currency: 'CNY' }, endsAt: '2027-01-24T06:33:00.000Z' },
      { amount: { amount: '10.00', currency: 'CNY' }, endsAt: '2027-02-24T06:33:00.000Z' },
    ])
  })

  test('R110: without money it is tried each day to the end of retention, and told', async () => {
    const held = await running(1_000n)
    await world.market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, {
      on: true,
      daysBefore: 3,
      times: 0,
    })

    await world.advance(fromDays(60))

    const failed = (await held.kinds()).filter((kind) => kind === 'auto_renewal.failed')
    // At 03:00 in Shanghai, from three days before the end, daily; the release is on the 26th at 14:33.
    expect(failed).toHaveLength(6)
    // The last message stays, without a next try.
    const told = (await held.messages()).filter(({ kind }) => kind === 'auto_renewal_failed')
    expect(told.map(({ data }) => data)).toEqual([
      expect.objectContaining({ code: 'ledger.balance_insufficient', serviceId: held.subscriptionId }),
    ])
    expect(told[0]?.data).not.toHaveProperty('nextTryAt')
    expect((await held.subscription()).state).toBe('released')
  })
})
