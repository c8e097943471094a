import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { createExampleDraft, createMonthlyPrice } from '../../catalog/service/example-draft.ts'
import { isWaitedFor, openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { criteria, template } from '../../supervision/testing/supervised.ts'
import { sendScene } from '../testing/scene-calls.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
/** What a product that is sold by the month and promises everything needs in V2.0 (R246a). */
const neededMonthly = [
  'new_period',
  'query',
  'renewal',
  'change_check',
  'renewal_change',
  'upgrade',
  'freeze',
  'unfreeze',
  'release',
]

describe.each(listRuleEngines(postgresUrl))('the gate of submissions, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let operator: MemberActor
  let seller: MemberActor & { sellerId: Id<'sel'> }
  let productId: Id<'prd'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    seller = await world.given.seller()
    productId = await draftOf()
  })
  afterEach(() => server.close())
  afterAll(() => world.close())

  /** A draft whose seller has bound it to the server. */
  async function draftOf(change: Partial<DraftProduct> = {}): Promise<Id<'prd'>> {
    const { access, catalog } = world.market
    const saved = await catalog.saveDraft({ actor: seller }, createExampleDraft(change))
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await access.addKeyIn(tx, seller.sellerId, 'basic')
      await access.registerAnew(tx, { sellerId: seller.sellerId, url: server.url })
    })
    return saved.productId
  }
  const submit = (id = productId) => world.market.catalog.submit(seller, id)
  const run = (scenes?: readonly string[], id = productId) =>
    world.market.debugging.runScenes(seller, id, scenes)
  const lacks = (scenes: Readonly<Record<string, string>>) => ({
    code: 'debugging.cases_missing',
    details: {
      count: Object.keys(scenes).length,
      scenes: Object.entries(scenes).map(([scene, gap]) => ({ scene, gap })),
    },
  })
  const allAs = (gap: string) => Object.fromEntries(neededMonthly.map((scene) => [scene, gap]))
  const send = (scene: string, change?: Record<string, string>) =>
    sendScene(world.market, { seller, target: productId, scene, change })
  async function bindTo(url: string): Promise<void> {
    const { access } = world.market
    const addressId = await runInTx(world.platform, { actor: system }, (tx) =>
      access.approveAddressIn(tx, { sellerId: seller.sellerId, url }),
    )
    const { id: keyId } = await access.makeKey(seller, 'basic')
    await access.bind(seller, productId, { addressId, keyId, speech: { protocol: 'saas-v2' }, confirm: true })
  }
  const failAt = (activity: string) =>
    server.answer((request) =>
      request.activity === activity
        ? { resultCode: '000005', resultMsg: 'no' }
        : { resultCode: '000000', instanceId: 'i-1' },
    )

  test('R44, R246, R252: a product is submitted after all scenes that it needs have passed; one run calls them from their presets', async () => {
    await expect(submit()).rejects.toMatchObject(lacks(allAs('none')))

    const { cases, unsent } = await run()

    expect(cases.map(({ scene, passed }) => [scene, passed])).toEqual(neededMonthly.map((one) => [one, true]))
    expect(unsent).toEqual([])
    expect(server.requests.every(({ members }) => members.testFlag === '1')).toBe(true)
    expect(server.of('releaseInstance')[0]?.members.instanceId).toBe('i-MOCKPERIODYEARNEW-000001')
    expect(await submit()).toEqual({ state: 'in_review' })
  })

  test('R44: the newest call of a scene decides, whatever passed before', async () => {
    await run()
    failAt('queryInstance')
    await send('query')
    await expect(submit()).rejects.toMatchObject(lacks({ query: 'failed' }))
    server.answer(() => ({ resultCode: '000000' }))

    await send('query', { instanceId: 'i-1' })

    expect(await submit()).toEqual({ state: 'in_review' })
  })

  test('R44: a call counts for a day', async () => {
    await run()
    await world.advance(fromHours(24))
    const { debugging } = world.market
    const gapsOf = async () =>
      (await debugging.listScenes(seller, productId)).standings
        .filter(({ isNeeded }) => isNeeded)
        .map(({ gap }) => gap)
    expect(new Set(await gapsOf())).toEqual(new Set([undefined]))
    await world.advance(1)

    await expect(submit()).rejects.toMatchObject(lacks(allAs('old')))
    expect(new Set(await gapsOf())).toEqual(new Set(['old']))
    await run()
    expect(await submit()).toEqual({ state: 'in_review' })
  })

  test('R44: cases of one server are none of another, to which the product moves before it is submitted; after that it may move', async () => {
    const other = await openScriptedSeller()
    await run()
    await bindTo(other.url)
    await expect(submit()).rejects.toMatchObject(lacks(allAs('stale')))
    await run()
    expect(other.requests).toHaveLength(neededMonthly.length)
    await submit()

    await bindTo(server.url)

    const { standings } = await world.market.debugging.listScenes(seller, productId)
    expect(standings.filter(({ isNeeded }) => isNeeded).map(({ gap }) => gap)).toEqual(
      neededMonthly.map(() => 'stale'),
    )
    expect(await world.market.catalog.decide(operator, productId, { approve: true })).toEqual({
      state: 'listed',
    })
    await other.close()
  })

  test.runIf(engine === 'postgres')(
    'R44: a submission waits for an exchange of the server that is under way, and then lacks its cases',
    async () => {
      const { access } = world.market
      const { sellerId } = seller
      await run()
      const begun = Promise.withResolvers<void>()
      const submitted = begun.promise.then(() => submit())
      const refused = submitted.catch((error: unknown) => error)
      await runInTx(world.platform, { actor: system }, async (tx) => {
        const { keyId } = await access.addKeyIn(tx, sellerId, 'basic')
        const url = 'https://other.seller.example/saas'
        const addressId = await access.approveAddressIn(tx, { sellerId, url })
        await access.bindAllIn(tx, { sellerId, addressId, keyId, speech: { protocol: 'saas-v2' } })
        begun.resolve()
        while (!(await isWaitedFor(tx))) await nextTurn()
      })

      expect(await refused).toMatchObject(lacks(allAs('stale')))
    },
  )

  test('R44, R246: a change needs what it would sell; to hide and to show need nothing', async () => {
    const { catalog } = world.market
    await run()
    await submit()
    const approve = () => catalog.decide(operator, productId, { approve: true })
    await approve()
    const content = await catalog.getContent(seller, productId)
    const specifications = content.specifications.map((one) => ({
      ...one,
      prices: [createMonthlyPrice('10', { trialDays: 7 })],
    }))
    const propose = () => catalog.proposeChange(seller, productId, { ...content, specifications })
    await expect(propose()).rejects.toMatchObject(lacks({ new_trial: 'none', trial_to_formal: 'none' }))
    expect((await catalog.listApplications(seller, productId, { limit: 1 })).items[0]?.kind).toBe('release')
    await run(['trial_to_formal', 'new_trial'])
    await propose()
    await approve()
    await world.advance(fromHours(48))

    await expect(
      catalog.proposeChange(seller, productId, { ...content, tags: ['云'] }),
    ).rejects.toMatchObject({
      code: 'debugging.cases_missing',
    })
    await catalog.proposeVisibility(seller, productId, { hidden: true })
    await approve()
    await catalog.proposeVisibility(seller, productId, { hidden: false })
    expect(await approve()).toEqual({ state: 'listed' })
  })

  test('R246: a license whose server is called needs its scenes; what has no server needs none', async () => {
    const license = (flow: 'license_online' | 'license_offline') =>
      createExampleDraft({
        type: 'license',
        supervision: { flow, criteria, ...(flow === 'license_online' && { template }) },
        specifications: [
          {
            name: { zh: '标准', en: 'Standard' },
            features: [],
            prices: [{ period: 'one_time', unitPrice: { amount: '10', currency: 'CNY' } }],
          },
        ],
      })
    const { access, catalog } = world.market
    const { productId: online } = await catalog.saveDraft({ actor: seller }, license('license_online'))
    const { productId: offline } = await catalog.saveDraft({ actor: seller }, license('license_offline'))
    const [address] = (await world.market.views.listAddresses(seller.sellerId, { limit: 1 })).items
    const { id: keyId } = await access.makeKey(seller, 'basic')
    const speech = { protocol: 'license-online' } as const
    const addressId = address?.id ?? 'adr_none'
    await access.bind(seller, online, { addressId, keyId, speech, confirm: false })

    expect(await submit(offline)).toEqual({ state: 'in_review' })
    await expect(submit(online)).rejects.toMatchObject(
      lacks({ new_one_time: 'none', apply_license: 'none', release: 'none' }),
    )
    server.answer(() => ({ resultCode: '000000', instanceId: 'i-1' }))
    await run(undefined, online)
    expect(await submit(online)).toEqual({ state: 'in_review' })
  })

  test('a run repeats what the seller typed, ends at the first failure, and saves what it found', async () => {
    server.answer(({ members, activity }) => ({
      resultCode: activity !== 'queryInstance' || members.instanceId === 'i-mine' ? '000000' : '000003',
      instanceId: 'i-1',
    }))
    const first = await run()
    expect(first.cases.map(({ scene, passed }) => [scene, passed])).toEqual([
      ['new_period', true],
      ['query', false],
    ])
    expect(first.unsent).toEqual(neededMonthly.slice(2).map((scene) => ({ scene, because: 'failure' })))
    await send('query', { instanceId: 'i-mine' })

    const { cases } = await run()

    expect(cases.every(({ passed }) => passed)).toBe(true)
    expect(server.of('queryInstance').at(-1)?.members.instanceId).toBe('i-mine')
    // What failed with other values may have been a slip, and is not repeated.
    await send('query', { instanceId: 'i-other' })
    expect((await run(['query'])).cases).toMatchObject([{ passed: true }])
    expect(await submit()).toEqual({ state: 'in_review' })
  })

  test('a scene for which nothing was opened is not sent, and the others are', async () => {
    server.answer(() => ({ resultCode: '000000', instanceId: 'i-1' }))

    expect(await run(['release', 'query'])).toEqual({
      cases: [],
      unsent: [
        { scene: 'query', because: 'parameters' },
        { scene: 'release', because: 'parameters' },
      ],
    })
    expect(server.requests).toEqual([])
    expect((await run(['release', 'new_period'])).cases.map(({ scene }) => scene)).toEqual([
      'new_period',
      'release',
    ])
  })

  test('a run is refused for another seller’s product, an unknown scene and an address in review, and calls nobody', async () => {
    const { access, debugging } = world.market
    const stranger = await world.given.seller()
    await expect(debugging.runScenes(stranger, productId)).rejects.toMatchObject({
      code: 'catalog.product_not_found',
    })
    await expect(run(['new_period', 'expiry'])).rejects.toMatchObject({ code: 'debugging.scene_unknown' })

    const pending = await access.addAddress(seller, 'https://pending.seller.example/saas')
    const { id: keyId } = await access.makeKey(seller, 'basic')
    const bound = { addressId: pending.id, keyId, speech: { protocol: 'saas-v2' }, confirm: true } as const
    await access.bind(seller, productId, bound)

    await expect(run()).rejects.toMatchObject({ code: 'access.product_not_bound' })
    expect(server.requests).toEqual([])
  })

  test('R247: runs have sixty calls a minute of their own, all of a run or none, and a place of the two at once', async () => {
    for (let n = 0; n < 6; n += 1) await run()
    const limited = { code: 'debugging.test_limited', details: { limit: 60 } }
    expect(server.requests).toHaveLength(54)
    await expect(run()).rejects.toMatchObject(limited)
    expect((await run(neededMonthly.slice(0, 6))).cases).toHaveLength(6)
    await expect(run(['query'])).rejects.toMatchObject(limited)
    expect(server.requests).toHaveLength(60)

    for (let n = 0; n < 20; n += 1) await send('query')
    await expect(send('query')).rejects.toMatchObject({
      code: 'debugging.test_limited',
      details: { limit: 20 },
    })
  })

  test('R247: a run takes one of the two places while it lasts', async () => {
    const [both, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    server.answer(async () => {
      if (server.requests.length === 2) both.resolve()
      await held.promise
      return { resultCode: '000000', instanceId: 'i-1' }
    })
    const first = [run(['new_period']), send('new_period')]
    await both.promise

    await expect(run(['new_period'])).rejects.toMatchObject({ code: 'debugging.test_busy' })
    held.resolve()
    await Promise.all(first)
  })
})
