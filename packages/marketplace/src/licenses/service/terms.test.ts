import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import { pdf } from '../../supervision/testing/supervised.ts'
import { answerWell, text } from '../testing/answers.ts'
import { bindSeller, buyLicense } from '../testing/bought.ts'
import type { BoughtLicense } from '../testing/bought.ts'
import { createBuying } from '../testing/by-calls.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))(
  'licenses for the whole term and for all devices, on %s',
  (engine) => {
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

    const byHandOf = async ({ seller }: BoughtLicense) =>
      (await world.market.notifications.list({ kind: 'seller', id: seller.sellerId }, { limit: 50 })).items
        .filter(({ kind }) => kind === 'license_by_hand')
        .map(({ data }) => data['why'])
    const againOf = async (it: BoughtLicense) =>
      (await licenses().getOfService(it.buyer, 'buyer', it.subscriptionId)).applications.map(
        ({ mayApplyAgain }) => mayApplyAgain,
      )

    test('R75, R112: a device gets a license for the term that began later, and for each renewal; until then it keeps its own', async () => {
      const it = await bought('license-online', { identification: 'A', quantity: 2 })
      await world.settle()
      const first = await firstEvent(it)
      await upload(it, first)
      await world.advance(fromDays(3))
      await world.market.supervisions.accept(it.buyer, it.supervisionId)
      await world.settle()
      const endOf = async () => (await it.subscription())?.endsAt
      const shown = async () => (await it.applications())[0]
      const lapId = (await shown())?.id as Id<'lap'>
      const read = async () => (await licenses().openDevice(it.buyer, lapId)).text

      expect(await shown()).toMatchObject({ state: 'asked', expiresAt: await endOf() })
      expect([await upload(it, first, { text: 'late' }), await read()]).toEqual(['91381034', text])
      expect(await upload(it, await firstEvent(it), { text: 'whole month' })).toBe('CBC.0000')
      expect([await read(), (await shown())?.coversUntil]).toEqual(['whole month', await endOf()])

      await it.renew()
      await world.settle()
      expect(await shown()).toMatchObject({ state: 'asked', expiresAt: await endOf() })
      const again = await licenses().apply(it.buyer, it.id, 'A')
      expect(again).toMatchObject({ id: lapId, state: 'asked' })
      await upload(it, again.eventId, { text: 'two months' })
      expect([await read(), await it.state()]).toEqual(['two months', 'collected'])
      expect(new Set(server.of('getLicenseAsync').map(({ members }) => members.eventId)).size).toBe(3)
      expect(server.of('getLicenseAsync').map(({ members }) => members.deviceFingerprint)).toEqual([
        'A',
        'A',
        'A',
      ])
      const { quota } = await licenses().getOfService(it.buyer, 'buyer', it.subscriptionId)
      expect(quota).toEqual({ most: 2, used: 1 })
    })

    test('R242: a license for a new term that does not come leaves the device its place and what it has', async () => {
      const refuseSecond = (request: SellerRequest): SellerReply =>
        server.of('getLicenseAsync').length > 1 ? { resultCode: '000900' } : answerWell(request)
      const it = await bought('license-online', { identification: 'A' }, refuseSecond)
      await world.settle()
      await upload(it, await firstEvent(it))
      await world.market.supervisions.accept(it.buyer, it.supervisionId)
      const before = (await it.subscription())?.endsAt
      await it.renew()
      await world.settle()
      expect((await it.applications())[0]).toMatchObject({ state: 'asked' })
      await world.advance(fromHours(3))

      const [kept] = await it.applications()
      expect(kept?.state).toBe('delivered')
      expect(kept?.coversUntil).toBeLessThanOrEqual(before ?? 0)
      const { items } = await world.market.notifications.list(
        { kind: 'buyer', id: it.buyer.buyerId },
        { limit: 50 },
      )
      expect(
        items.filter(({ kind }) => kind === 'license_application').map(({ data }) => data['what']),
      ).toEqual(['not_renewed'])
      expect(await againOf(it)).toEqual([true])
      await expect(licenses().apply(it.buyer, it.id, 'B')).rejects.toMatchObject({
        code: 'license.quota_used',
      })
      server.answer(answerWell)
      expect(await upload(it, kept?.eventId ?? '', { text: 'after all' })).toBe('CBC.0000')
      const { endsAt } = (await it.subscription()) ?? {}
      expect((await it.applications())[0]).toMatchObject({ coversUntil: endsAt })
      expect(await againOf(it)).toEqual([undefined])
      expect(await upload(it, kept?.eventId ?? '', { text: 'another' })).toBe('91381034')
    })

    test('R112: of a renewal that no server is told of the seller hands over the license by hand', async () => {
      server = await openScriptedSeller()
      const it = await buyLicense(world, { flow: 'license_offline' })
      await it.handOver({ text: 'one month' })
      await world.market.supervisions.accept(it.buyer, it.supervisionId)
      const acts = async () => (await licenses().getOfService(it.seller, 'seller', it.subscriptionId)).acts
      const notNow = { code: 'supervision.not_in_stage' }
      await expect(it.handOver({ text: 'too early' })).rejects.toMatchObject(notNow)
      expect([await it.open(), await acts()]).toEqual(['one month', ['open']])

      await it.renew()
      expect(await messagesOf({ kind: 'seller', id: it.seller.sellerId })).toContain('license_renewal_due')
      expect(await acts()).toEqual(['open', 'deliver'])
      expect(await it.handOver({ text: 'two months' })).toEqual({ stage: 'done' })

      expect([await it.open(), await acts()]).toEqual(['two months', ['open']])
      expect(await messagesOf({ kind: 'buyer', id: it.buyer.buyerId })).toContain('license_renewed')
      expect(await it.kinds()).toContain('license.renewed')
      await expect(it.handOver({ text: 'once more' })).rejects.toMatchObject(notNow)
    })

    test('R112: what came after an operator accepted its delivery is for the term of then, and renewed by hand', async () => {
      const it = await bought('license-v1', {}, () => ({ resultCode: '000005', resultMsg: 'later' }))
      await it.submitDemand('A')
      const appeal = { role: 'buyer', id: it.supervisionId, reason: 'late', file: pdf } as const
      await world.market.supervisions.appeal({ actor: it.buyer }, appeal)
      const decision = { outcome: 'done', reason: 'It is on its way' } as const
      await world.market.supervisions.decideAppeal(it.operator, it.supervisionId, decision)
      server.answer(answerWell)
      await world.advance(fromHours(1))
      const { endsAt } = (await it.subscription()) ?? {}
      expect(await it.license()).toMatchObject({ state: 'issued', coversUntil: endsAt })

      await it.renew()
      await world.settle()

      const { acts } = await licenses().getOfService(it.seller, 'seller', it.subscriptionId)
      expect(acts).toContain('deliver')
      expect(await it.handOver({ text: 'two months' })).toEqual({ stage: 'done' })
      expect(await it.open()).toBe('two months')
    })

    test('R242: what is not uploaded within a day leaves its place; a late upload is accepted while that is free', async () => {
      const it = await bought('license-online', { quantity: 2, identification: 'A' })
      await world.settle()
      await upload(it, await firstEvent(it))
      const apply = (fingerprint: string) => licenses().apply(it.buyer, it.id, fingerprint)
      const [late, lost] = [await apply('B'), 'C']
      await world.advance(fromHours(25))
      expect((await it.applications()).map(({ state }) => state)).toEqual(['delivered', 'refused'])
      expect(await messagesOf({ kind: 'seller', id: it.seller.sellerId })).toContain('license_unissued')
      expect(await it.kinds()).toContain('license.unissued')

      const other = await apply(lost)
      await world.settle()
      expect(await upload(it, late.eventId)).toBe('91381035')
      await expect(apply('B')).rejects.toMatchObject({ code: 'license.quota_used' })
      await world.advance(fromHours(25))
      expect(await upload(it, late.eventId)).toBe('CBC.0000')
      expect(await upload(it, other.eventId)).toBe('91381035')
      expect((await it.applications()).map(({ state }) => state)).toEqual([
        'delivered',
        'delivered',
        'refused',
      ])
    })

    test('R242: a call that is started again does not lose an upload, nor take another device’s place', async () => {
      const refuse = (request: SellerRequest): SellerReply =>
        request.members.deviceFingerprint === 'B' ? { resultCode: '000900' } : answerWell(request)
      const it = await bought('license-online', { quantity: 2, identification: 'A' }, refuse)
      await world.settle()
      await upload(it, await firstEvent(it))
      const { eventId } = await licenses().apply(it.buyer, it.id, 'B')
      await world.advance(fromHours(3))
      const stopped = (await listCallRows()).toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1)
        ?.id as Id<'cal'>
      const restart = () => world.market.calls.restart(it.seller, stopped, it.seller.sellerId)
      const { eventId: place } = await licenses().apply(it.buyer, it.id, 'C')

      await expect(restart()).rejects.toMatchObject({ code: 'call.no_purpose' })
      expect(await upload(it, eventId)).toBe('91381035')
      expect(await upload(it, place)).toBe('CBC.0000')
      expect((await it.applications()).map(({ state }) => state)).toEqual([
        'delivered',
        'refused',
        'delivered',
      ])
    })

    test('R242: a call that is started again asks for the same term; the rest is asked for under another number', async () => {
      const refuse = (request: SellerRequest): SellerReply =>
        request.activity === 'getLicenseAsync' ? { resultCode: '000900' } : answerWell(request)
      const it = await bought('license-online', { identification: 'A' }, refuse)
      await world.advance(fromDays(2))
      const stopped = (await listCallRows()).find(({ state }) => state === 'stopped')?.id as Id<'cal'>
      const [first] = await it.applications()

      server.answer(answerWell)
      await world.market.calls.restart(it.seller, stopped, it.seller.sellerId)
      await world.settle()

      const { expiresAt = 0 } = first ?? {}
      expect((await it.applications())[0]).toMatchObject({
        ...first,
        state: 'asked',
        askedAt: world.clock.now(),
      })
      const termsOf = () =>
        new Set(
          server
            .of('getLicenseAsync')
            .map(({ members: { eventId, effectiveTime, expireTime } }) =>
              [eventId, effectiveTime, expireTime].join(),
            ),
        )
      expect([server.of('getLicenseAsync').length > 1, termsOf().size]).toEqual([true, 1])
      await upload(it, first?.eventId ?? '')
      await world.market.supervisions.accept(it.buyer, it.supervisionId)
      await world.settle()
      const [rest] = await it.applications()
      const { endsAt = 0 } = (await it.subscription()) ?? {}
      expect(endsAt).toBeGreaterThan(expiresAt)
      expect(rest).toMatchObject({ state: 'asked', coversUntil: expiresAt, expiresAt: endsAt })
      expect(termsOf().size).toBe(2)
    })

    test('R242: a license that is handed over by hand takes the place of the device that waited for it', async () => {
      const it = await bought('license-online', { identification: 'A' })
      await world.settle()
      await it.handOver({ text: 'by hand' })

      expect((await it.applications())[0]).toMatchObject({ state: 'delivered', isText: false })
      expect(await upload(it, await firstEvent(it))).toBe('91381034')
      await expect(licenses().apply(it.buyer, it.id, 'B')).rejects.toMatchObject({
        code: 'license.quota_used',
      })
      await world.market.supervisions.accept(it.buyer, it.supervisionId)
      await it.renew()
      expect(await messagesOf({ kind: 'seller', id: it.seller.sellerId })).toContain('license_renewal_due')
    })

    test.each([1, 2])(
      'R242: a license by hand is that of the device before its activation is answered, too, of %i bought',
      async (quantity) => {
        const later = (): SellerReply => ({ resultCode: '000005', resultMsg: 'later' })
        const it = await bought('license-online', { identification: 'A', quantity }, later)
        await it.handOver({ text: 'by hand' })
        server.answer(answerWell)
        await world.advance(fromHours(1))
        expect(await it.license()).toMatchObject({ state: 'issued', reference: expect.any(String) })
        const apply = (fingerprint: string) => licenses().apply(it.buyer, it.id, fingerprint)

        const { quota, acts } = await licenses().getOfService(it.buyer, 'buyer', it.subscriptionId)
        expect([quota, acts.includes('apply')]).toEqual([{ most: quantity, used: 1 }, quantity > 1])
        expect(await apply('A')).toMatchObject({ state: 'delivered', isText: false })
        if (quantity > 1) expect(await apply('B')).toMatchObject({ state: 'asked' })
        await expect(apply('C')).rejects.toMatchObject({ code: 'license.quota_used' })
        await world.settle()
        expect(server.of('getLicenseAsync').map(({ members }) => members.deviceFingerprint)).toEqual(
          quantity > 1 ? ['B'] : [],
        )
      },
    )

    test('R242: a license that the seller issued for the order keeps its place under another protocol', async () => {
      const it = await bought('license-v1')
      await it.submitDemand('A')
      await world.settle()
      await bindSeller(world, it.seller.sellerId, { url: server.url, protocol: 'license-online' })
      expect(await it.state()).toBe('issued')

      expect(await licenses().apply(it.buyer, it.id, 'A')).toMatchObject({ state: 'delivered' })
      await expect(licenses().apply(it.buyer, it.id, 'B')).rejects.toMatchObject({
        code: 'license.quota_used',
      })
      await world.settle()
      expect(server.of('getLicenseAsync')).toEqual([])
    })

    test('R242: a product that is bound to another protocol before the device is known makes no call', async () => {
      const later = (): SellerReply => ({ resultCode: '000005', resultMsg: 'later' })
      const it = await bought('license-online', { identification: 'A' }, later)
      server.answer(async (request) => {
        await bindSeller(world, it.seller.sellerId, { url: server.url, protocol: 'license-v1' })
        return answerWell(request)
      })
      await world.advance(fromHours(1))

      expect([(await it.license()).reference, await byHandOf(it)]).toEqual([expect.any(String), ['no_call']])
    })

    test.each(['bound', 'unbound'] as const)(
      'R242: without a call at the payment the demand leads on, %s to a server that has one',
      async (how) => {
        server = await openScriptedSeller()
        server.answer(answerWell)
        const it = await buyLicense(world, { flow: 'license_online' })
        if (how === 'bound')
          await bindSeller(world, it.seller.sellerId, { url: server.url, protocol: 'license-online' })
        await it.submitDemand('A')
        await world.settle()

        expect(await byHandOf(it)).toEqual(how === 'unbound' ? ['no_call'] : [])
        expect(server.of('newInstance').length).toBe(how === 'bound' ? 1 : 0)
        expect((await it.applications()).map(({ state }) => state)).toEqual(how === 'bound' ? ['asked'] : [])
      },
    )
  },
)
