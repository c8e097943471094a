import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openField } from '@loggia/signing'
import { createExampleDraft } from '../../catalog/service/example-draft.ts'
import { openAtOnceV1, openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { DebuggingTables } from '../tables.ts'
import { sendScene } from '../testing/scene-calls.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('cases that are called again, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let seller: MemberActor & { sellerId: Id<'sel'> }
  let productId: Id<'prd'>
  let accessKey: string
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    seller = await world.given.seller()
    ;({ productId, accessKey } = await world.given.listedProduct(server.url, seller))
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const debugging = () => world.market.debugging
  const send = (scene: string, change?: Record<string, string>) =>
    sendScene(world.market, { seller, target: productId, scene, change })
  const placeOf = (scene: string) => `somewhere:${scene}`
  const run = (id = productId) => debugging().runCases(id, { sealPlace: placeOf })
  const from = (count: number) => server.requests.slice(count).map(({ members }) => members)
  const casesOf = () =>
    world.platform.db
      .withTables<DebuggingTables>()
      .selectFrom('debug_case')
      .selectAll()
      .orderBy('id')
      .execute()

  test('the cases that passed are called in the order of a service’s life, about what the run opened, and nothing is saved', async () => {
    for (const scene of ['renewal', 'new_period', 'release'])
      await send(scene, scene === 'renewal' ? { instanceId: 'i-of-mine' } : {})
    server.answer(() => ({ resultCode: '000005' }))
    await send('query')
    const before = await casesOf()
    server.answer(({ activity }) => ({
      resultCode: '000000',
      ...(activity === 'newInstance' ? { instanceId: 'i-opened-now' } : {}),
    }))

    const { blockedBy, calls } = await run()

    expect(blockedBy).toBeUndefined()
    expect(calls.map(({ scene, passed, isNeeded }) => [scene, passed, isNeeded])).toEqual([
      ['new_period', true, true],
      ['renewal', true, true],
      ['release', true, true],
    ])
    const [opened, renewed, released] = from(4)
    expect(opened).toMatchObject({ activity: 'newInstance', testFlag: '1' })
    expect(opened?.businessId).not.toBe(server.of('newInstance')[0]?.members.businessId)
    // What the seller typed is repeated; what was preset follows this run.
    expect(renewed?.instanceId).toBe('i-of-mine')
    expect(released?.instanceId).toBe('i-opened-now')
    expect(calls[0]).toMatchObject({
      activity: 'newInstance',
      resultCode: '000000',
      slow: false,
      at: world.platform.clock.now(),
      connection: { protocol: 'saas-v2', url: server.url },
    })
    expect(await casesOf()).toEqual(before)
  })

  test.each(['saas-v2', 'saas-v1'] as const)(
    'R246: of a product for a period, at once and on trial each %s case is about its own instance; all are released',
    async (protocol) => {
      const speech = protocol === 'saas-v1' ? ({ protocol, keyBits: 256 } as const) : ({ protocol } as const)
      ;({ productId, accessKey } = await world.given.listedProduct(server.url, seller, { speech }))
      const later = [
        'renewal',
        'upgrade',
        'freeze',
        ...(protocol === 'saas-v1' ? ['expiry'] : ['renewal_change']),
      ]
      const openings = ['new_period', 'new_one_time', 'new_trial']
      const sortOf = (orderId = '') =>
        /ONETIME/i.test(orderId) ? 'i-once' : /TRIAL/i.test(orderId) ? 'i-trial' : 'i-period'
      server.signWith(accessKey)
      // It renews, changes, freezes and expires only what has a period.
      server.answer(({ activity, members }) => {
        if (activity === 'newInstance') return { resultCode: '000000', instanceId: sortOf(members.orderId) }
        const isLasting = activity === 'releaseInstance' || members.instanceId === 'i-period'
        return { resultCode: isLasting ? '000000' : '000005' }
      })
      for (const scene of [...openings, ...later, 'release'])
        expect([scene, (await send(scene)).saved.passed]).toEqual([scene, true])
      const before = server.requests.length

      const { calls } = await run()

      expect(calls.map(({ scene, passed }) => [scene, passed])).toEqual(
        expect.arrayContaining([...openings, ...later, 'release'].map((scene) => [scene, true])),
      )
      expect(calls).toHaveLength(openings.length + later.length + 1)
      const released = from(before).filter(({ activity }) => activity === 'releaseInstance')
      expect(released.map(({ instanceId }) => instanceId)).toEqual(['i-trial', 'i-once', 'i-period'])
    },
  )

  test('what a run opened besides the instance of a release is released without counting', async () => {
    for (const scene of ['new_period', 'new_one_time', 'release'])
      await send(scene, scene === 'release' ? { instanceId: 'i-of-mine' } : {})
    server.answer(({ activity, members }) => ({
      resultCode: activity === 'newInstance' || members.instanceId === 'i-of-mine' ? '000000' : '000005',
      ...(activity === 'newInstance' ? { instanceId: `i-now-${members.orderId}` } : {}),
    }))

    const { calls } = await run()

    expect(calls.map(({ scene, passed }) => [scene, passed])).toEqual([
      ['new_period', true],
      ['new_one_time', true],
      ['release', true],
    ])
    const [mine, ...others] = from(3).filter(({ activity }) => activity === 'releaseInstance')
    expect([mine?.instanceId, others.length, new Set(others.map((one) => one.instanceId)).size]).toEqual([
      'i-of-mine',
      2,
      2,
    ])
  })

  test('an exchange is shown from the place it was sealed for, with the initial password masked, and from no other', async () => {
    await send('new_period')
    await send('query')

    const { calls } = await run()

    const queried = calls.find(({ scene }) => scene === 'query')
    if (!queried) throw new Error('The query was not called again')
    const shown = debugging().showSealed(placeOf('query'), 'saas-v2', queried.sealed)
    expect(shown.reply?.masked).toEqual(['password', 'userName'])
    expect(shown.reply?.body).not.toContain('canary-initial-password')
    expect(() => debugging().showSealed(placeOf('release'), 'saas-v2', queried.sealed)).toThrow(
      /authenticate/,
    )
  })

  test('what was typed in clear is sealed in the call again; an end that has passed is not repeated', async () => {
    const speech = { protocol: 'saas-v1', keyBits: 256 } as const
    ;({ productId, accessKey } = await world.given.listedProduct(server.url, seller, { speech }))
    server.signWith(accessKey)
    server.answer(openAtOnceV1(accessKey))
    await send('new_period', { mobilePhone: '13800000000', customerName: 'someone' })
    const [first] = from(0)
    const [row] = await casesOf()
    expect(Buffer.from(row?.parameters_sealed ?? []).includes('13800000000')).toBe(false)
    await world.advance(fromDays(400))

    expect((await run()).calls).toMatchObject([{ scene: 'new_period', passed: true }])

    const [again] = from(1)
    expect(openField({ accessKey, bits: 256, value: again?.mobilePhone ?? '' })).toBe('13800000000')
    expect(again?.customerName).toBe('someone')
    expect((again?.expireTime ?? '') > (first?.expireTime ?? '')).toBe(true)
  })

  test('a stale case is called with the settings of today, and a failure is told for each scene', async () => {
    for (const scene of ['new_period', 'query']) await send(scene)
    const other = await openScriptedSeller()
    await world.given.listedProduct(other.url, seller)
    other.answer(() => ({ resultCode: '000005', resultMsg: 'no' }))

    const { calls } = await run()

    expect(server.requests).toHaveLength(2)
    expect(calls).toMatchObject([
      { scene: 'new_period', passed: false, verdict: { code: 'refused' }, connection: { url: other.url } },
      { scene: 'query', passed: false, resultCode: '000005' },
    ])
    // The opening failed: the query is about the instance that was known before.
    expect(other.of('queryInstance')[0]?.members.instanceId).toBe('i-MOCKPERIODYEARNEW-000001')
    await other.close()
  })

  test('a case of a version that did not keep what was typed is called with the presets', async () => {
    await send('new_period')
    await send('query', { instanceId: 'i-of-mine' })
    await world.platform.db
      .withTables<DebuggingTables>()
      .updateTable('debug_case')
      .set({ parameters_sealed: null })
      .execute()

    expect((await run()).calls).toHaveLength(2)

    expect(server.of('queryInstance')[1]?.members.instanceId).toBe('i-MOCKPERIODYEARNEW-000001')
  })

  test('why nothing is called: no case, no address and key, an address in review', async () => {
    const { access, catalog } = world.market
    const draft = await runInTx(world.platform, { actor: system }, (tx) =>
      catalog.addProduct(tx, seller.sellerId, { ...createExampleDraft(), state: 'draft' }),
    )
    expect(await run()).toEqual({ blockedBy: 'no_cases', calls: [] })
    expect(await run(draft)).toEqual({ blockedBy: 'unbound', calls: [] })
    server.answer(() => ({ resultCode: '000005' }))
    await send('new_period')
    expect(await run()).toEqual({ blockedBy: 'no_cases', calls: [] })

    const pending = await access.addAddress(seller, 'https://pending.seller.example/saas')
    const { id: keyId } = await access.makeKey(seller, 'basic')
    const bound = { addressId: pending.id, keyId, speech: { protocol: 'saas-v2' }, confirm: false } as const
    await access.bind(seller, draft, bound)

    expect(await run(draft)).toEqual({ blockedBy: 'address_not_approved', calls: [] })
    expect(server.requests).toHaveLength(1)
  })

  test('a server that does not answer is called for no more scenes; what is left out is said', async () => {
    for (const scene of ['new_period', 'query', 'release']) await send(scene)
    server.answer(() => (response) => void response.destroy())

    const { calls, leftOut } = await run()

    expect(calls).toMatchObject([
      { scene: 'new_period', passed: false, verdict: { code: 'connection_reset' } },
    ])
    // A kept connection that is reset is opened anew, for the same call.
    expect(new Set(server.requests.slice(3).map(({ activity }) => activity))).toEqual(
      new Set(['newInstance']),
    )
    expect(leftOut).toEqual([{ isNeeded: true }, { isNeeded: true }])
  })

  test('runs are no test calls of the seller: they take nothing of its twenty a minute', async () => {
    await send('new_period')
    for (let n = 0; n < 25; n += 1) await run()

    expect((await send('new_period')).saved.passed).toBe(true)
  })
})
