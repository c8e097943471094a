import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import { pdf } from '../../supervision/testing/supervised.ts'
import { answerWell, done, text } from '../testing/answers.ts'
import { buyLicense, lic } from '../testing/bought.ts'
import { createBuying } from '../testing/by-calls.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const hashOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

describe.each(listRuleEngines(postgresUrl))('licenses by calls and by hand, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const buying = createBuying(
    () => world,
    (opened) => (server = opened),
  )
  const { licenses, bought, listCallRows, messagesOf, upload, firstEvent } = buying

  test('R242: License 1.0 is asked once the machine is known, delivers by itself, and the buyer accepts', async () => {
    const it = await bought('license-v1')
    expect([server.requests.length, await it.stage()]).toEqual([0, 'demand'])

    await it.submitDemand('MACHINE-1')
    await world.settle()

    expect([await it.stage(), await it.state()]).toEqual(['acceptance', 'issued'])
    expect(server.of('getLicense')[0]?.members).toMatchObject({ orderId: (await it.order()).number })
    expect(await it.open()).toBe(text)
    await world.market.supervisions.accept(it.buyer, it.supervisionId)
    expect([await it.state(), await it.orderState()]).toEqual(['collected', 'completed'])
    expect(inspect(await listCallRows(), { depth: null })).not.toContain(text)
  })

  test('a code that is given with the order is the demand', async () => {
    const it = await bought('license-v1', { identification: ' MACHINE-2 ' })
    await world.settle()

    expect(await it.supervision()).toMatchObject({ demand: 'MACHINE-2' })
    expect(await it.kinds()).toContain('demand.submitted')
    const sent = Buffer.from(server.of('getLicense')[0]?.members.saasExtendParams ?? '', 'base64').toString()
    expect(sent).toContain('MACHINE-2')
  })

  test('when the calls stop the seller delivers by hand; a late answer changes nothing', async () => {
    const it = await bought('license-v1', {}, () => ({ resultCode: '000005', resultMsg: 'later' }))
    await it.submitDemand('MACHINE-1')
    await world.advance(fromHours(4))
    expect([await it.stage(), await messagesOf({ kind: 'seller', id: it.seller.sellerId })]).toEqual([
      'performing',
      expect.arrayContaining(['license_by_hand']),
    ])

    await it.handOver({ text: 'by hand' })
    server.answer(answerWell)
    const [call] = await listCallRows()
    await expect(
      world.market.calls.restart(it.seller, call?.id as Id<'cal'>, it.seller.sellerId),
    ).rejects.toMatchObject({ code: 'call.no_purpose' })
    expect((await listCallRows()).map(({ state, open_failure }) => [state, open_failure])).toEqual([
      ['superseded', false],
    ])

    expect(await it.open()).toBe('by hand')
  })

  test('R99: what the buyer sent back is handed over again, by text or by file', async () => {
    const it = await bought('license-v1')
    await it.submitDemand('MACHINE-1')
    await world.settle()
    await world.market.supervisions.reject(it.buyer, it.supervisionId, 'another machine')

    await it.handOver({ file: lic })

    expect([await it.stage(), await it.license()]).toMatchObject(['acceptance', { isText: false }])
    await expect(it.open()).rejects.toMatchObject({ code: 'license.is_file' })
    const shown = await licenses().getOfService(it.buyer, 'buyer', it.subscriptionId)
    expect(shown.file?.name).toBe('license.lic')
  })

  test('R242: an activation is made at once; its license is applied for with the device, and uploaded', async () => {
    const it = await bought('license-online')
    await world.settle()
    expect([server.of('newInstance').length, await it.state()]).toEqual([1, 'waiting'])

    await it.submitDemand('00-16-3E|disk')
    await world.settle()
    const eventId = await firstEvent(it)
    expect(server.of('getLicenseAsync').map(({ members }) => members)).toMatchObject([
      { eventId, deviceFingerprint: '00-16-3E|disk', instanceId: (await it.license()).reference },
    ])
    expect(await it.stage()).toBe('performing')
    const stranger = await world.given.seller()
    expect(await upload({ seller: stranger }, eventId)).toBe('91381034')
    expect(await upload(it, 'unknown')).toBe('91381034')

    expect(await Promise.all([upload(it, eventId), upload(it, eventId)])).toEqual(['CBC.0000', 'CBC.0000'])

    expect([await it.stage(), await it.state()]).toEqual(['acceptance', 'issued'])
    expect((await it.kinds()).filter((kind) => kind === 'license.delivered')).toHaveLength(1)
    expect(await upload(it, eventId, { text: 'another' })).toBe('91381034')
    const [application] = await it.applications()
    expect((await licenses().openDevice(it.buyer, application?.id as Id<'lap'>)).text).toBe(text)
    expect(await it.state()).toBe('collected')
  })

  test('R242: the same device has one license; of further devices as many as were bought', async () => {
    const it = await bought('license-online', { quantity: 2, identification: 'A' })
    await world.settle()
    const apply = (fingerprint: string) => licenses().apply(it.buyer, it.id, fingerprint)
    await expect(apply('B')).rejects.toMatchObject({ code: 'license.not_issued' })
    await upload(it, await firstEvent(it))

    const [again, one, other] = await Promise.all([apply('A'), apply('B'), apply('B')])
    await world.settle()

    expect(again).toMatchObject({ state: 'delivered' })
    expect(one.id).toBe(other.id)
    expect(server.of('getLicenseAsync')).toHaveLength(2)
    await expect(apply('C')).rejects.toMatchObject({ code: 'license.quota_used' })
    const stranger = await world.given.buyer()
    await expect(licenses().apply(stranger, it.id, 'A')).rejects.toMatchObject({ code: 'license.not_found' })
    await upload(it, one.eventId, { text: 'for B' })
    expect(await messagesOf({ kind: 'buyer', id: it.buyer.buyerId })).toContain('license_application')
  })

  test('a device that the seller refuses leaves its place to another, and may be asked again', async () => {
    const refuse = (request: SellerRequest): SellerReply =>
      request.members.deviceFingerprint === 'B' ? { resultCode: '000900' } : answerWell(request)
    const it = await bought('license-online', { quantity: 2, identification: 'A' }, refuse)
    await world.settle()
    await upload(it, await firstEvent(it))
    const { id } = await licenses().apply(it.buyer, it.id, 'B')
    await world.advance(fromHours(3))
    expect((await it.applications()).map(({ state }) => state)).toEqual(['delivered', 'refused'])

    server.answer(answerWell)
    const again = await licenses().apply(it.buyer, it.id, 'B')
    await world.settle()

    expect(again).toMatchObject({ state: 'asked', id })
    expect(await upload(it, again.eventId)).toBe('CBC.0000')
  })

  test('an uploaded file is what was announced, and nothing is accepted after the end', async () => {
    const it = await bought('license-online', { identification: 'A' })
    await world.settle()
    const eventId = await firstEvent(it)
    const { content } = lic
    const send = (file: { name: string; content: Uint8Array; sha256: string | undefined }) =>
      licenses().upload({ sellerId: it.seller.sellerId, eventId, file })

    expect(await send({ name: 'a.lic', content, sha256: hashOf('other') })).toBe('91381037')
    expect(await send({ name: 'a.lic', content: Buffer.alloc(0), sha256: undefined })).toBe('91381037')
    expect(await send({ name: 'a.lic', content, sha256: hashOf(content).toUpperCase() })).toBe('CBC.0000')
    expect(
      (await licenses().getOfService(it.buyer, 'buyer', it.subscriptionId)).applications[0]?.file?.name,
    ).toBe('a.lic')

    await world.market.supervisions.refund(it.operator, it.supervisionId, 'both agree')
    await world.settle()
    expect([await it.state(), await send({ name: 'b.lic', content, sha256: undefined })]).toEqual([
      'ended',
      '91381033',
    ])
    expect(server.of('releaseInstance')).toHaveLength(1)
  })

  test('R71a: an id of the seller names one license', async () => {
    const same = (request: SellerRequest): SellerReply =>
      request.activity === 'newInstance' ? { ...done, instanceId: 'the same' } : answerWell(request)
    const one = await bought('license-online', {}, same)
    await world.settle()
    const { reference } = await one.license()
    const second = await world.given.paidOrder(await world.given.buyer(), one.productId)
    await world.advance(fromMinutes(3))

    const [line] = (await world.market.orders.get(world.platform.db, second)).lines
    const subscription = await world.market.subscriptions.findByLine(world.platform.db, line?.id as Id<'orl'>)
    const other = await licenses().getOfService(one.seller, 'seller', subscription?.id as Id<'sub'>)
    expect([reference, other.of.reference]).toEqual(['the same', undefined])
  })

  test('R73, R114: its end, a freeze and the release are told to the seller', async () => {
    const it = await bought('license-online', { identification: 'A' })
    await world.settle()
    await upload(it, await firstEvent(it))
    await world.market.supervisions.accept(it.buyer, it.supervisionId)
    const renewed = await it.renew()
    await world.settle()
    expect((await world.market.orders.get(world.platform.db, renewed)).state).toBe('completed')
    expect(await it.kinds()).not.toContain('license.renewal_unconfirmed')

    await world.advance(fromDays(200))

    const { reference } = { reference: `i-${(await it.order()).number}` }
    expect(server.of('refreshInstance')[0]?.members).toMatchObject({
      scene: 'RENEWAL',
      instanceId: reference,
    })
    expect(server.of('updateInstanceStatus').map(({ members }) => members.status)).toEqual(['FREEZE'])
    expect(server.of('releaseInstance')[0]?.members).toMatchObject({ instanceId: reference })
    expect(await it.state()).toBe('ended')
  })

  test('R98: a license that is handed over by hand is its proof; without one nothing is delivered', async () => {
    server = await openScriptedSeller()
    const it = await buyLicense(world, { flow: 'license_offline' })
    const missing = { code: 'license.content_missing' }

    await expect(it.handOver()).rejects.toMatchObject(missing)
    await expect(
      world.market.supervisions.deliver({ actor: it.seller }, it.supervisionId, { file: pdf }),
    ).rejects.toMatchObject(missing)
    expect([await it.stage(), await it.state()]).toEqual(['performing', 'waiting'])
    await it.handOver({ text: 'the license' })

    expect([await it.stage(), await it.open()]).toEqual(['acceptance', 'the license'])
    expect(server.requests).toEqual([])
    const otherSeller = await world.given.seller()
    await expect(
      licenses().handOver({ actor: otherSeller }, it.supervisionId, { text: 'theirs' }),
    ).rejects.toMatchObject({ code: 'supervision.not_found' })
  })

  test('R103: what comes during an appeal waits, and is handed over as it is after it', async () => {
    const it = await bought('license-v1')
    await it.submitDemand('MACHINE-1')
    const side = { role: 'buyer', id: it.supervisionId } as const
    await world.market.supervisions.appeal({ actor: it.buyer }, { ...side, reason: 'late', file: pdf })
    await world.settle()
    expect([await it.state(), (await it.license()).isText]).toEqual(['waiting', true])
    await expect(it.open()).rejects.toMatchObject({ code: 'license.not_issued' })
    await expect(it.handOver()).rejects.toMatchObject({ code: 'supervision.appealed' })

    expect(await world.market.supervisions.withdrawAppeal(it.buyer, side)).toEqual({ stage: 'acceptance' })

    expect([await it.stage(), await it.open()]).toEqual(['acceptance', text])
  })

  test.each(['continue', 'done'] as const)(
    'R103: a license that was uploaded during an appeal is the buyer’s after the decision %s',
    async (outcome) => {
      const it = await bought('license-online', { identification: 'A' })
      await world.settle()
      const appeal = { role: 'buyer', id: it.supervisionId, reason: 'late', file: pdf } as const
      await world.market.supervisions.appeal({ actor: it.buyer }, appeal)
      expect([await upload(it, await firstEvent(it)), await it.state()]).toEqual(['CBC.0000', 'waiting'])

      const decision = { outcome, reason: 'It is there' } as const
      await world.market.supervisions.decideAppeal(it.operator, it.supervisionId, decision)

      expect([await it.stage(), await it.state()]).toEqual([
        outcome === 'done' ? 'done' : 'acceptance',
        'issued',
      ])
      const [application] = await it.applications()
      expect((await licenses().openDevice(it.buyer, application?.id as Id<'lap'>)).text).toBe(text)
    },
  )

  test.each(['withdrawn', 'rejected'] as const)(
    'R148: a license that came during a refund request is handed over after that is %s',
    async (end) => {
      const it = await bought('license-v1')
      await it.submitDemand('MACHINE-1')
      const { refunds } = world.market
      const amount = { amountMinor: 100n, currency: 'CNY' } as const
      const ask = { amount, reason: 'late' }
      const { requestId } = await refunds.askRefund({ actor: it.buyer }, it.orderId, ask)
      await world.settle()
      expect(await it.state()).toBe('waiting')

      if (end === 'withdrawn') await refunds.withdrawRequest(it.buyer, requestId)
      else await refunds.decideRequest({ actor: it.seller }, requestId, { approve: false, reason: 'no' })

      expect([await it.stage(), await it.open()]).toEqual(['acceptance', text])
      const kinds = await it.kinds()
      expect(kinds.indexOf('delivery.made')).toBeGreaterThan(kinds.indexOf(`refund_request.${end}`))
    },
  )

  test('R99: a license that was sent back is not delivered as it was, unless the seller’s server sends it again', async () => {
    const it = await bought('license-online', { identification: 'A' })
    await world.settle()
    const eventId = await firstEvent(it)
    await upload(it, eventId)
    await world.market.supervisions.reject(it.buyer, it.supervisionId, 'another machine')
    const missing = { code: 'license.content_missing' }

    await expect(it.handOver()).rejects.toMatchObject(missing)
    expect(await upload(it, eventId)).toBe('CBC.0000')
    expect(await it.stage()).toBe('acceptance')

    await world.market.supervisions.reject(it.buyer, it.supervisionId, 'again')
    await it.handOver({ text: 'by hand' })
    await world.market.supervisions.reject(it.buyer, it.supervisionId, 'again')
    await expect(
      world.market.supervisions.deliver({ actor: it.seller }, it.supervisionId, { file: pdf }),
    ).rejects.toMatchObject(missing)
    expect(await it.stage()).toBe('performing')
  })

  test('R99: a license for another device is not what was sent back; its buyer is told of it', async () => {
    const it = await bought('license-online', { quantity: 2, identification: 'A' })
    await world.settle()
    await upload(it, await firstEvent(it))
    const { eventId } = await licenses().apply(it.buyer, it.id, 'B')
    await world.settle()
    await world.market.supervisions.reject(it.buyer, it.supervisionId, 'A is not activated')

    expect(await upload(it, eventId, { text: 'for B' })).toBe('CBC.0000')
    expect(await upload(it, eventId, { text: 'B again' })).toBe('91381034')

    expect([await it.stage(), (await it.license()).ready]).toEqual(['performing', false])
    await expect(it.handOver()).rejects.toMatchObject({ code: 'license.content_missing' })
    expect(await messagesOf({ kind: 'buyer', id: it.buyer.buyerId })).toContain('license_application')
    expect(await upload(it, await firstEvent(it), { text: 'for A' })).toBe('CBC.0000')
    expect(await it.stage()).toBe('acceptance')
  })

  test('R103: what an operator accepted before it was there is made good, by hand or by an upload', async () => {
    const it = await bought('license-online', { identification: 'A' })
    await world.settle()
    const byHand = await buyLicense(world, { flow: 'license_offline' })
    for (const { buyer, operator, supervisionId } of [it, byHand]) {
      const appeal = { role: 'buyer', id: supervisionId, reason: 'late', file: pdf } as const
      await world.market.supervisions.appeal({ actor: buyer }, appeal)
      const decision = { outcome: 'done', reason: 'It is on its way' } as const
      await world.market.supervisions.decideAppeal(operator, supervisionId, decision)
    }
    expect([await it.state(), await it.orderState(), await byHand.state()]).toEqual([
      'waiting',
      'completed',
      'waiting',
    ])

    await expect(byHand.handOver()).rejects.toMatchObject({ code: 'supervision.not_in_stage' })
    await byHand.handOver({ text: 'at last' })
    expect(await upload(it, await firstEvent(it))).toBe('CBC.0000')

    expect(await byHand.open()).toBe('at last')
    const [application] = await it.applications()
    expect((await licenses().openDevice(it.buyer, application?.id as Id<'lap'>)).text).toBe(text)
    await expect(byHand.handOver({ text: 'again' })).rejects.toMatchObject({
      code: 'supervision.not_in_stage',
    })
  })

  test('an identification that no request can carry is refused', async () => {
    const it = await bought('license-online')

    await expect(it.submitDemand('x'.repeat(1025))).rejects.toMatchObject({
      code: 'license.identification_too_long',
    })
    expect(await it.stage()).toBe('demand')
  })
})
