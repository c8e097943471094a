import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import { defaultCallSettings } from '../calls/index.ts'
import { openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createMarketplace } from '../marketplace.ts'
import type { Marketplace } from '../marketplace.ts'
import { createChangeFeed, listHistory } from '../platform/index.ts'
import type { ChangeFeed, MemberActor } from '../platform/index.ts'
import { decideChanges, findSource } from './rules.ts'
import { settingsSubject } from './schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const presets = {
  fourEyesOnPrices: false,
  fourEyesOnTopUps: false,
  signUp: 'open',
  operatorsNeedFactor: false,
  approveVerifiedAddresses: true,
  retryPlan: 'compatible',
  sellerCallLimit: 4,
  callTimeLimitSeconds: 20,
  sellerMinStaff: 15,
  sellerMinYears: 1,
  sellerMinCapital: 500_000,
  sellerSupportDays: 5,
  sellerSupportHours: 8,
  papersKeptDays: 180,
  papersKeptYears: 5,
  feedbackAtOnce: false,
  ticketHours: 'weekdays_9_18',
} as const

test('a change is what differs from what is set, and null takes back what was set', () => {
  const kept = { signUp: 'closed', sellerCallLimit: 8 } as const
  const ask = { signUp: 'closed', sellerCallLimit: null, retryPlan: null, fourEyesOnPrices: true } as const

  expect(decideChanges(kept, presets, ask)).toEqual([
    { name: 'fourEyesOnPrices', from: false, to: true, set: true },
    { name: 'sellerCallLimit', from: 8, to: 4, set: undefined },
  ])
})

test.each([
  ['signUp', true, true, 'market'],
  ['signUp', false, true, 'environment'],
  ['signUp', false, false, 'preset'],
  ['sellerCallLimit', false, true, 'preset'],
] as const)('%s, set: %s, given by the environment: %s, comes from %s', (name, isSet, given, expected) => {
  const environment = [{ variable: 'LOGGIA_SIGN_UP', given, secret: false }]

  expect(findSource(name, isSet, { environment })).toBe(expected)
})

describe.each(listWorldEngines(postgresUrl))('settings on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  test('stand as the market was started until an operator sets them, and R7 keeps who did and what it was', async () => {
    const before = (await world.market.settings.getSettings(operator)).settings.signUp

    await world.market.settings.changeSettings(operator, { signUp: 'closed' })

    const { signUp } = (await world.market.settings.getSettings(operator)).settings
    expect(before).toMatchObject({ value: 'open', source: 'preset' })
    expect(signUp).toMatchObject({ value: 'closed', source: 'market', changedBy: operator.name })
    expect(await world.market.parties.getSignUpMode()).toBe('closed')
    expect((await listHistory(world.platform.db, settingsSubject)).at(-1)).toMatchObject({
      kind: 'setting.changed',
      actor: { id: operator.memberId },
      data: { name: 'signUp', from: 'open', to: 'closed' },
    })

    await world.market.settings.changeSettings(operator, { signUp: null })
    expect((await world.market.settings.getSettings(operator)).settings.signUp).toMatchObject({
      value: 'open',
      source: 'preset',
    })
  })

  const nodeOn = (changes: ChangeFeed) =>
    createMarketplace(
      { ...world.platform, changes },
      { calls: { ...defaultCallSettings, allow: ['127.0.0.0/8'] } },
    )

  test('other nodes go by them without a restart: those who hear of it, and with the next sweep those who do not', async () => {
    const [hearing, deaf] = [nodeOn(world.platform.changes), nodeOn(createChangeFeed())]
    const told = async () =>
      (await world.market.notifications.getOrderNotification(await world.given.seller())).triedForHours
    expect(await told()).toBe(3)
    const windowOf = (node: Marketplace) => node.calls.scheduleOf('release_instance').windowMs
    const before = windowOf(deaf)

    await world.market.settings.changeSettings(operator, { retryPlan: 'patient' })

    await expect.poll(() => windowOf(hearing)).toBeGreaterThanOrEqual(fromHours(72))
    expect(windowOf(deaf)).toBe(before)
    await expect.poll(told).toBe(72)
    await deaf.calls.engine.recover(false)
    expect(windowOf(deaf)).toBeGreaterThanOrEqual(fromHours(72))

    await world.market.settings.changeSettings(operator, { retryPlan: null })
    for (const node of [hearing, deaf]) await node.calls.engine.stop(0)
  })

  test('fewer calls at once to a seller narrow the gates that are there', async () => {
    const { productId, sellerId } = await world.given.listedProduct('http://127.0.0.1:1/produce')
    await world.given.paidOrder(await world.given.buyer(), productId)
    const limit = async () => (await world.market.views.getSeller(sellerId)).gate?.limit
    const before = await limit()

    await world.market.settings.changeSettings(operator, { sellerCallLimit: 2 })

    expect([before, await limit()]).toEqual([4, 2])
    await world.market.settings.changeSettings(operator, { sellerCallLimit: null })
  })

  test('are seen and set by operators alone', async () => {
    for (const actor of [await world.given.buyer(), await world.given.seller()]) {
      const refused = { code: 'parties.not_an_operator' }
      await expect(world.market.settings.getSettings(actor)).rejects.toMatchObject(refused)
      await expect(
        world.market.settings.changeSettings(actor, { fourEyesOnTopUps: false }),
      ).rejects.toMatchObject(refused)
    }
  })
})
