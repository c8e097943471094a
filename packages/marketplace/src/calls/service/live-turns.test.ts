import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, World } from '../../embedded/index.ts'
import { createMarketplace } from '../../marketplace.ts'
import { createEventBus } from '../../platform/index.ts'
import { defaultCallSettings } from '../schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const live = { liveWaitMs: 200, pageTimeLimitMs: fromMinutes(1) }

describe.each(listRuleEngines(postgresUrl))('live questions to one seller on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let productId: Id<'prd'>
  let sellerId: Id<'sel'>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: live })
  })
  beforeEach(async () => {
    seller = await openScriptedSeller()
    ;({ productId, sellerId } = await world.given.listedProduct(seller.url))
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const ask = (asker: Id<'byr'>, { calls } = world.market) =>
    calls.askNow({
      asker,
      sellerId,
      productId,
      subject: `ord_of_${asker}`,
      serviceId: 'sub_1',
      operation: { kind: 'query_instance', references: [asker] },
    })
  /** The seller does not answer this buyer’s questions until the returned function is called; it answers all others. */
  function hold(asker: Id<'byr'>): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    const answer = (): SellerReply => ({ resultCode: '000000' })
    seller.answer((request) =>
      request.members.instanceId === asker ? promise.then(answer) : openAtOnce(request),
    )
    return resolve
  }
  const heldAt = (n: number) => expect.poll(() => seller.requests.length).toBe(n)

  test('one buyer who asks forty times at once holds one place: another one is answered each time', async () => {
    const release = hold('byr_a')
    const asked = Array.from({ length: 40 }, () => ask('byr_a'))
    const ended = Promise.allSettled(asked)
    await heldAt(1)

    for (let n = 0; n < 12; n += 1) expect((await ask('byr_b'))?.outcome.kind).toBe('confirmed')

    release()
    const codes = (await ended).map((one) =>
      one.status === 'fulfilled' ? 'answered' : (one.reason as { code: string }).code,
    )
    expect(codes.filter((code) => code === 'call.live_limited')).toHaveLength(10)
    expect(codes.filter((code) => code === 'answered').length).toBeGreaterThan(0)
  })

  test('a question waits a short while for its turn, and is refused when it did not come', async () => {
    const release = hold('byr_a')
    const first = ask('byr_a')
    await heldAt(1)

    await expect(ask('byr_a')).rejects.toMatchObject({ code: 'call.live_busy' })
    const waiting = ask('byr_a')
    release()

    expect((await first)?.outcome.kind).toBe('confirmed')
    expect((await waiting)?.outcome.kind).toBe('confirmed')
  })

  test('a seller is asked twice at once, whoever asks', async () => {
    seller.answer(() => () => undefined)
    const open = [ask('byr_a'), ask('byr_b')]
    await heldAt(2)

    await expect(ask('byr_c')).rejects.toMatchObject({ code: 'call.live_busy' })

    await seller.close()
    for (const answer of await Promise.all(open)) expect(answer?.outcome.kind).toBe('unreachable')
    seller = await openScriptedSeller()
  })

  test('a buyer asks once at a time, whichever node they came to', async () => {
    const other = createMarketplace(
      { ...world.platform, bus: createEventBus() },
      { calls: { ...defaultCallSettings, ...live, allow: ['127.0.0.0/8'] } },
    )
    const release = hold('byr_a')
    const first = ask('byr_a')
    await heldAt(1)

    await expect(ask('byr_a', other)).rejects.toMatchObject({ code: 'call.live_busy' })
    expect((await ask('byr_b', other))?.outcome.kind).toBe('confirmed')

    release()
    await first
    await other.calls.engine.stop(0)
  })
})
