import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { addMs, createMoney, fromHours, fromMinutes } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { LicenseProtocol } from '@loggia/protocol/protocols'
import type { ProductBound } from '../../access/index.ts'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import { emit, runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { pdf } from '../../supervision/testing/supervised.ts'
import { createLicenseRoutes } from '../routes/console.ts'
import { bindSeller, buyLicense, collectCode } from '../testing/bought.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const done = { resultCode: '000000', resultMsg: 'success.' }
const stopped = { kind: 'stopped' } as const
const refuse = (): SellerReply => ({ resultCode: '000005', resultMsg: 'later' })
function answerWell({ activity, members }: SellerRequest): SellerReply {
  if (activity === 'newInstance') return { ...done, instanceId: `i-${members.orderId}` }
  if (activity === 'getLicense') return { ...done, instanceId: '', license: `for ${members.orderId}` }
  return done
}

describe.each(listRuleEngines(postgresUrl))('licenses as their services run, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
    server = await openScriptedSeller()
  })
  afterEach(async () => {
    server.answer(answerWell)
    await world.reset()
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  const inTx = <T>(work: (tx: Tx) => Promise<T>) => runInTx(world.platform, { actor: system }, work)
  const advanceTo = (at: Instant | undefined) =>
    world.advance(addMs(at ?? world.clock.now(), fromMinutes(1)) - world.clock.now())
  const serverOf = <P extends LicenseProtocol>(protocol: P) => ({ url: server.url, protocol })
  const byHandOf = async (sellerId: Id<'sel'>) =>
    (await world.market.notifications.list({ kind: 'seller', id: sellerId }, { limit: 50 })).items
      .filter(({ kind }) => kind === 'license_by_hand')
      .map(({ data }) => data['why'])
  async function codeInUse() {
    const it = await collectCode(world, 'license_code', { server: serverOf('license-code') })
    server.answer(() => done)
    await it.activate([it.code])
    const before = server.requests.length
    const status = async () => {
      const answer = await it.query([it.code])
      return 'data' in answer ? answer.data[0]?.status : answer.code
    }
    const sent = async () => {
      await world.settle()
      return server.requests.slice(before).flatMap(({ members }) => members.status ?? [])
    }
    const isShownFrozen = async () => {
      const list = createLicenseRoutes(world.market.licenses)['GET /api/seller/licenses']
      const page = await list?.({ actor: it.seller, query: { limit: 5 } } as never)
      return page?.items[0]?.frozen
    }
    const bar = () => world.market.subscriptions.bar(it.operator, it.subscriptionId, 'abuse')
    const unbar = () => world.market.subscriptions.unbar(it.operator, it.subscriptionId)
    return { ...it, status, sent, isShownFrozen, bar, unbar }
  }

  test('R113, R114: in its grace a code lives, and after it the code has expired until a renewal', async () => {
    const it = await codeInUse()
    await advanceTo((await it.subscription())?.endsAt)
    expect([(await it.subscription())?.state, await it.status()]).toEqual(['grace', 'ALIVE'])

    await advanceTo((await it.subscription())?.graceUntil)

    expect([await it.status(), await it.isShownFrozen(), await it.sent()]).toEqual([
      'EXPIRED',
      true,
      ['FREEZE'],
    ])
    await it.renew()
    expect([await it.status(), await it.isShownFrozen()]).toEqual(['ALIVE', false])
    expect(await it.sent()).toEqual(['FREEZE', 'UNFREEZE'])
  })

  test.each([
    ['R116: a violation that begins after the grace', ['retention', 'bar', 'renewal', 'unbar']],
    ['R116: a violation that ends after the grace', ['bar', 'retention', 'unbar', 'renewal']],
  ] as const)('%s leaves no freeze behind', async (_what, steps) => {
    const it = await codeInUse()
    const acts = {
      bar: it.bar,
      unbar: it.unbar,
      renewal: it.renew,
      retention: async () => {
        await advanceTo((await it.subscription())?.endsAt)
        await advanceTo((await it.subscription())?.graceUntil)
      },
    }
    for (const step of steps) {
      const isFirst = step === steps[0]
      expect([await it.status(), await it.isShownFrozen()], step).toEqual([
        isFirst ? 'ALIVE' : 'EXPIRED',
        !isFirst,
      ])
      await acts[step]()
    }

    expect([await it.status(), await it.isShownFrozen()]).toEqual(['ALIVE', false])
    expect((await it.sent()).at(-1)).toBe('UNFREEZE')
  })

  test('R116: what cannot be used is not activated', async () => {
    const it = await collectCode(world)
    const { subscriptions, supervisions } = world.market
    const appeal = { role: 'buyer', id: it.supervisionId, reason: 'late', file: pdf } as const
    await supervisions.appeal({ actor: it.buyer }, appeal)
    await supervisions.decideAppeal(it.operator, it.supervisionId, { outcome: 'done', reason: 'It works' })
    await subscriptions.bar(it.operator, it.subscriptionId, 'abuse')
    expect((await it.activate([it.code])).code).toBe('92020003')

    await subscriptions.unbar(it.operator, it.subscriptionId)

    expect((await it.activate([it.code])).code).toBe('92020000')
  })

  test('R113: after its term no device is applied for, and none before it is renewed', async () => {
    server.answer(answerWell)
    const it = await buyLicense(world, {
      flow: 'license_online',
      server: serverOf('license-online'),
      quantity: 2,
      identification: 'A',
    })
    await world.settle()
    await it.handOver({ text: 'for A' })
    await world.market.supervisions.accept(it.buyer, it.supervisionId)
    await advanceTo((await it.subscription())?.endsAt)
    const apply = () => world.market.licenses.apply(it.buyer, it.id, 'B')

    await expect(apply()).rejects.toMatchObject({ code: 'license.expired' })
    await it.renew()
    expect(await apply()).toMatchObject({ state: 'asked' })
  })

  test.each(['waits', 'is under way'])(
    'R114: once it is over a seller is not asked for a license any more, while a call %s',
    async (what) => {
      server.answer(refuse)
      const it = await buyLicense(world, { flow: 'license_online', server: serverOf('license-online') })
      const end = () => world.market.supervisions.refund(it.operator, it.supervisionId, 'both agree')
      if (what === 'waits') await end()
      else
        server.answer(async () => {
          if ((await it.state()) !== 'ended') await end()
          return refuse()
        })
      await world.advance(fromMinutes(3))
      const asked = server.of('newInstance').length

      await world.advance(fromHours(4))

      expect([await it.state(), server.of('newInstance').length - asked]).toEqual(['ended', 0])
      expect(await byHandOf(it.seller.sellerId)).toEqual([])
      const calls = await world.platform.db
        .withTables<{ call: { state: string; open_failure: boolean } }>()
        .selectFrom('call')
        .select(['state', 'open_failure'])
        .execute()
      expect(calls).toEqual([{ state: what === 'waits' ? 'superseded' : 'stopped', open_failure: false }])
    },
  )

  /** Two licenses of one product in an order, by month and by year. */
  async function buyTwo() {
    const first = await buyLicense(world, { flow: 'license_online', server: serverOf('license-v1') })
    if (first.accessKey) server.signWith(first.accessKey)
    const product = await world.market.views.getProduct(first.productId)
    const items = product.specifications[0]?.skus[0]?.priceItems ?? []
    const buyer = await world.given.buyer(1_000_000n)
    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      {
        lines: items.map(({ id }) => ({ priceItemId: id as Id<'pri'>, quantity: 1, periodCount: 1 })),
        expectedTotal: createMoney(11_000n, 'CNY'),
        agreed: true,
      },
    )
    await world.market.orders.pay({ actor: buyer }, orderId)
    await world.settle()
    const { supervisions } = world.market
    const all = (await supervisions.listOfOrder(first.operator, 'operator', orderId)).map(({ of }) => of)
    for (const { id } of all) await supervisions.submitDemand({ actor: buyer }, id, { text: `machine ${id}` })
    return first
  }

  test('R242: License 1.0 names the order only, so a second line of it is delivered by hand; the seller hears of each', async () => {
    server.answer(refuse)
    const it = await buyTwo()
    await world.advance(fromHours(4))

    expect(new Set(await byHandOf(it.seller.sellerId))).toEqual(new Set(['call_stopped', 'order_asked']))
  })

  test.each([
    ['getLicense', 'license-v1', 1],
    ['newInstance', 'license-online', 1],
    ['getLicenseAsync', 'license-online', 1],
    ['nothing', 'license-v1', 0],
  ] as const)(
    'R238, R242: an order whose %s of %s stops counts %i times for its product',
    async (failing, protocol, failures) => {
      server.answer((request) => (request.activity === failing ? refuse() : answerWell(request)))
      const it = await buyLicense(world, { flow: 'license_online', server: serverOf(protocol) })
      const { seller, productId, accessKey = '' } = it
      server.signWith(accessKey)
      await inTx((tx) => emit<ProductBound>(tx, { type: 'product.bound', productId, protocol }))
      await it.submitDemand('a machine')
      await world.advance(fromHours(4))

      const { shown } = await world.market.monitoring.getWatch(seller, 'seller', productId)

      expect(server.of(failing).length > 0).toBe(failures > 0)
      expect([shown.orders.failed, (await byHandOf(seller.sellerId)).length]).toEqual([failures, failures])
    },
  )

  test('R13: nothing is sent by a protocol that does not serve the way in which a license was bought', async () => {
    const it = await codeInUse()
    await inTx((tx) =>
      tx.write(sql`update product set supervision = jsonb_set(supervision, '{flow}', '"license_online"')`),
    )
    await bindSeller(world, it.seller.sellerId, serverOf('license-online'))

    await it.bar()

    expect(await it.sent()).toEqual([])
  })

  test.each(['compares the ids of a seller', 'applies answers'])(
    'R71a: who %s has locked the licenses',
    async (what) => {
      const it = await buyLicense(world, { flow: 'license_online' })
      const call = { id: 'cal_1', sellerId: it.seller.sellerId, lane: it.subscriptionId } as never
      const isLocked = await inTx(async (tx) => {
        if (what === 'applies answers')
          await world.market.licenses.applyReleased(tx, [{ call, answer: stopped }])
        else await world.market.licenses.refuseTaken(tx, [{ call, reference: 'i-1' }])
        const rows = await tx.send(sql<{ locked: boolean }>`
        select xmax::text = pg_current_xact_id()::text as locked from subscription where id = ${it.subscriptionId}`)
        return rows[0]?.locked
      })

      expect(isLocked).toBe(true)
    },
  )
})
