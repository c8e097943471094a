import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addDays, addMs, fromDays, fromHours, toIso } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import { pdf } from '../../supervision/testing/supervised.ts'
import * as store from '../store/index.ts'
import { buyLicense, collectCode, lic } from '../testing/bought.ts'
import type { BoughtLicense } from '../testing/bought.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const flows = ['license_code', 'license_code_collected'] as const
const yuan = (amount: bigint) => ({ amountMinor: amount * 100n, currency: 'CNY' as const })

describe.each(listRuleEngines(postgresUrl))('authorisation codes, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
    server = await openScriptedSeller()
  })
  afterEach(async () => {
    server.answer(openAtOnce)
    await world.reset()
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })
  const askRefund = (it: BoughtLicense) =>
    world.market.refunds.askRefund({ actor: it.buyer }, it.orderId, { amount: yuan(1n), reason: 'late' })

  test.each(flows)(
    'R76: %s: its activation completes the order, and the term starts with the use',
    async (flow) => {
      const it = await buyLicense(world, { flow, quantity: 3 })
      expect([await it.state(), await it.stage()]).toEqual(['waiting', 'performing'])
      await expect(it.open()).rejects.toMatchObject({ code: 'license.not_issued' })

      await world.advance(fromDays(2))
      await it.handOver()
      const code = await it.open()
      expect([await it.state(), await it.stage()]).toEqual(['collected', 'activation'])
      await world.advance(fromDays(2))
      const begunAt = addMs(world.clock.now(), -fromHours(24))
      const answer = await it.activate([code], begunAt)

      expect(answer).toMatchObject({
        code: '92020000',
        data: [{ license_code: code, status: 'ALIVE', order_id: (await it.order()).number, amount: 3 }],
      })
      expect([await it.state(), await it.stage(), await it.orderState()]).toEqual([
        'active',
        'done',
        'completed',
      ])
      expect(await it.subscription()).toMatchObject({ state: 'active', startsAt: begunAt })
      expect(await it.license()).toMatchObject({ begunAt, activatedAt: world.clock.now() })
      expect((await it.kinds()).filter((kind) => kind.startsWith('license.'))).toEqual([
        'license.issued',
        'license.collected',
        'license.activated',
      ])
      expect(JSON.stringify(await listHistory(world.platform.db, it.orderId))).not.toContain(code)
    },
  )

  test('who may not activate: before it was seen, twice, another seller, out of range, after the end', async () => {
    const it = await buyLicense(world, { flow: 'license_code' })
    const stranger = await world.given.seller()
    const { text: code } = await world.market.licenses.openAsSeller(it.seller, it.id)
    const activate = async (begunAt?: Parameters<typeof it.activate>[1]) =>
      (await it.activate([code], begunAt)).code
    const asStranger = (act: 'activate' | 'query') =>
      world.market.licenses[act]({ sellerId: stranger.sellerId, codes: [code], begunAt: undefined })

    expect(await activate()).toBe('92020004')
    await it.handOver()
    expect(await activate()).toBe('92020004')
    await it.open()
    expect((await asStranger('activate')).code).toBe('92020005')
    expect((await asStranger('query')).code).toBe('92020005')
    expect((await it.query([code])).code).toBe('92020011')
    expect(await activate(addMs((await it.supervision()).startedAt, -fromHours(1)))).toBe('92020002')
    expect(await activate(addMs(world.clock.now(), fromHours(1)))).toBe('92020002')
    expect(await it.stage()).toBe('activation')
    expect(await activate()).toBe('92020000')
    expect(await activate()).toBe('92020003')
    expect((await it.activate(['AAAAA-AAAAA-AAAAA-AAAAA-AAAAA'])).code).toBe('92020005')
  })

  test('R242: of activations and openings at once one is the first; the code stays the same', async () => {
    const it = await buyLicense(world, { flow: 'license_code_collected' })
    await it.handOver()

    const opened = await Promise.all([it.open(), it.open(), it.open()])
    const code = opened[0] ?? ''
    const answers = await Promise.all([it.activate([code]), it.activate([code]), it.activate([code])])

    expect(new Set(opened).size).toBe(1)
    expect(answers.map((one) => one.code).toSorted()).toEqual(['92020000', '92020003', '92020003'])
    const kinds = await it.kinds()
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    expect([count('license.collected'), count('license.opened'), count('license.activated')]).toEqual([
      1, 2, 1,
    ])
    expect(count('order.completed')).toBe(1)
  })

  test('R242: the database has no place for a second license of a delivery, nor for a code twice', async () => {
    const it = await buyLicense(world, { flow: 'license_code' })
    const { platform } = world
    const second = async (code: string) => {
      const made = { ...(await it.license()), id: platform.ids.next('lic') }
      const sealed = { digest: platform.seal.digest(code), sealed: platform.seal.seal(code, made.id) }
      return runInTx(platform, { actor: system }, (tx) =>
        store.licenses.insert(tx, made, { found: 'CS1', code: sealed }),
      )
    }

    await expect(second('another')).rejects.toThrow(/unique/)
    const { text: code } = await world.market.licenses.openAsSeller(it.seller, it.id)
    await expect(second(code)).rejects.toThrow(/unique/)
    expect(await it.state()).toBe('waiting')
  })

  test('a batch is activated as a whole, or not at all', async () => {
    const one = await collectCode(world)
    const test = await world.market.licenses.makeTestCode({ actor: one.seller }, one.productId)

    expect((await one.activate([one.code, test.code, 'unknown'])).code).toBe('92020005')
    expect([await one.state(), (await one.query([test.code])).code]).toEqual(['collected', '92020011'])
    expect((await one.activate([one.code, test.code, one.code])).code).toBe('92020000')
    expect([await one.state(), (await one.query([one.code, test.code])).code]).toEqual(['active', '92020000'])
  })

  test.each(flows)(
    'R142: %s: what was collected is not refunded by request, and is not collected during one',
    async (flow) => {
      const it = await buyLicense(world, { flow })
      await it.handOver()
      const { requestId } = await askRefund(it)

      await expect(it.open()).rejects.toMatchObject({ code: 'supervision.refund_open' })
      expect(await it.state()).toBe('issued')
      await world.market.refunds.withdrawRequest(it.buyer, requestId)
      await it.open()

      await expect(askRefund(it)).rejects.toMatchObject({ code: 'refund.code_collected' })
    },
  )

  test('R103: during an appeal nothing is activated; what an operator accepts can be', async () => {
    const it = await collectCode(world)
    await world.market.supervisions.appeal(
      { actor: it.buyer },
      { role: 'buyer', id: it.supervisionId, reason: 'It does not work', file: pdf },
    )
    expect((await it.activate([it.code])).code).toBe('92020003')

    await world.market.supervisions.decideAppeal(it.operator, it.supervisionId, {
      outcome: 'done',
      reason: 'It works',
    })

    expect([await it.orderState(), (await it.activate([it.code])).code]).toEqual(['completed', '92020000'])
  })

  test('R105: after a re-check that failed the activation is due again', async () => {
    const it = await collectCode(world, 'license_code_collected')
    await world.market.supervisions.markRecheck(it.operator, it.supervisionId, true)
    await it.activate([it.code])
    expect([await it.stage(), (await it.activate([it.code])).code]).toEqual(['recheck', '92020003'])

    await world.market.supervisions.recheck(it.operator, it.supervisionId, { approve: false, reason: 'no' })
    expect((await it.activate([it.code])).code).toBe('92020000')
    await world.market.supervisions.recheck(it.operator, it.supervisionId, { approve: true })

    expect([await it.stage(), await it.orderState()]).toEqual(['done', 'completed'])
  })

  test('R114: a code expires with its term, lives again with a renewal, and is released in the end', async () => {
    const server_ = { url: server.url, protocol: 'license-code' } as const
    const it = await collectCode(world, 'license_code', { server: server_ })
    server.answer(() => ({ resultCode: '000000' }))
    await it.activate([it.code])
    const status = async () => {
      const answer = await it.query([it.code])
      return 'data' in answer ? answer.data[0]?.status : answer.code
    }
    const { endsAt = 0 } = (await it.subscription()) ?? {}
    expect(await status()).toBe('ALIVE')

    const renewed = await it.renew()
    await world.settle()
    expect((await world.market.orders.get(world.platform.db, renewed)).state).toBe('completed')
    expect(server.of('refreshLicenseCode').at(-1)?.members).toMatchObject({
      license: it.code,
      scene: 'RENEWAL',
    })
    await world.advance(fromDays(62))
    expect(await status()).toBe('EXPIRED')
    await world.advance(fromDays(120))

    expect([await it.state(), await status()]).toEqual(['ended', 'RELEASED'])
    expect(server.of('updateLicenseCodeStatus').map(({ members }) => members.status)).toEqual(['FREEZE'])
    expect(server.of('releaseLicenseCode')).toHaveLength(1)
    expect(endsAt).toBeGreaterThan(0)
    await expect(it.open()).rejects.toMatchObject({ code: 'license.ended' })
    const calls = await world.platform.db
      .withTables<{ call: { operation: object } }>()
      .selectFrom('call')
      .select('operation')
      .execute()
    expect(JSON.stringify(calls)).not.toContain(it.code)
  })

  test('R102: without a server a renewal is complete at once', async () => {
    const it = await collectCode(world)
    await it.activate([it.code])

    const renewed = await it.renew()

    expect((await world.market.orders.get(world.platform.db, renewed)).state).toBe('completed')
  })

  test('a code is neither typed nor uploaded, and nobody else sees it', async () => {
    const it = await buyLicense(world, { flow: 'license_code' })
    const [stranger, otherSeller] = [await world.given.buyer(), await world.given.seller()]
    const notFound = { code: 'license.not_found' }
    const { licenses } = world.market

    await expect(it.handOver({ text: 'mine' })).rejects.toMatchObject({ code: 'license.content_unused' })
    await expect(it.handOver({ file: lic })).rejects.toMatchObject({ code: 'license.content_unused' })
    await it.handOver()
    await expect(licenses.openAsBuyer(stranger, it.id)).rejects.toMatchObject(notFound)
    await expect(licenses.openAsSeller(otherSeller, it.id)).rejects.toMatchObject(notFound)
    const code = await it.open()
    for (const [actor, reader] of [
      [it.buyer, 'buyer'],
      [it.seller, 'seller'],
      [it.operator, 'operator'],
    ] as const)
      expect(
        inspect(await licenses.getOfService(actor, reader, it.subscriptionId), { depth: null }),
      ).not.toContain(code)
    const rows = await world.platform.db
      .withTables<{ license: { id: string } }>()
      .selectFrom('license')
      .selectAll()
      .execute()
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  test('usage is counted by client and by number, by day', async () => {
    const it = await collectCode(world)
    const { sellerId } = it.seller
    const report = (
      uses: Parameters<typeof world.market.licenses.reportUsage>[1][number]['uses'],
      code = it.code,
    ) => world.market.licenses.reportUsage(sellerId, [{ code, uses }])

    expect((await report([{ activeCount: 1 }])).code).toBe('92020011')
    await it.activate([it.code])
    expect((await report([{ activeCount: 1 }], 'unknown')).code).toBe('92020005')
    await report([{ clientId: 'a' }, { clientId: 'b' }, { clientId: 'a' }])
    await report([{ clientId: 'a' }, { activeCount: 1 }])
    await world.advance(fromDays(1))
    await report([{ activeCount: 7 }, { activeCount: 5 }])

    const { usage } = await world.market.licenses.getOfService(it.seller, 'seller', it.subscriptionId)
    const today = toIso(world.clock.now()).slice(0, 10)
    const yesterday = toIso(addDays(world.clock.now(), -1, world.platform.zone)).slice(0, 10)
    expect(usage).toEqual([
      { day: today, active: 7 },
      { day: yesterday, active: 2 },
    ])
  })
})
