import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toDecimal } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { toCny, createRequesting } from './testing/requesting.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const nowhere = 'http://127.0.0.1:1/saas'

describe.each(listRuleEngines(postgresUrl))('money that arrives, on %s', (engine) => {
  let world: World
  let one: MemberActor
  let other: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    one = await world.given.operator()
    other = await world.given.operator()
  })
  afterAll(() => world.close())

  const { fourEyes, balanceOf, ask, record, shown, changeOf, postingsOf, toldTo } = createRequesting(
    () => world,
    () => one,
  )

  // Before any order is paid: days of calls to a server that is not there would take long.
  test('R61: an order that was not paid in time is cancelled, and its buyer is told', async () => {
    const buyer = await world.given.buyer(0n)
    const { productId } = await world.given.listedProduct(nowhere)
    const orderId = await world.given.submittedOrder(buyer, productId)

    await world.advance(fromDays(7))

    expect((await world.market.orders.get(world.platform.db, orderId)).state).toBe('cancelled')
    expect((await toldTo(buyer)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['order_expired', orderId],
    ])
    await record(one, (await ask(buyer, 10_000_000n)).requestId, 10_000_000n)
    expect((await toldTo(buyer)).map(({ kind }) => kind)).not.toContain('order_payable')
  })

  test('R61: the buyer is told when the balance covers an unpaid order, once and while it can be paid', async () => {
    const buyer = await world.given.buyer(0n)
    const { productId } = await world.given.listedProduct(nowhere)
    const orderId = await world.given.submittedOrder(buyer, productId)
    const { total } = await world.market.orders.get(world.platform.db, orderId)
    const told = async () => (await toldTo(buyer)).filter(({ kind }) => kind === 'order_payable')
    const credit = async (minor: bigint) => record(one, (await ask(buyer, minor)).requestId, minor)

    await credit(total.amountMinor - 1n)
    expect(await told()).toEqual([])
    await credit(1n)
    expect(await told()).toMatchObject([
      { subject: orderId, data: { amount: { amount: toDecimal(total) }, payBy: expect.any(String) } },
    ])
    await world.market.orders.pay({ actor: buyer }, orderId)
    expect((await told())[0]?.readAt).toBeDefined()
    expect(await balanceOf(buyer)).toBe('0.00')
  })

  test.each([false, true])(
    'R8a: money for a rejected or withdrawn request is recorded by its reference, four eyes: %s',
    async (isOn) => {
      const { ledger } = world.market
      const buyer = await world.given.buyer(0n)
      const [rejected, withdrawn] = [await ask(buyer), await ask(buyer)]
      await ledger.rejectRequest(one, rejected.requestId, 'no transfer arrived')
      await ledger.withdrawRequest(buyer, withdrawn.requestId)
      await fourEyes(isOn)

      for (const { requestId } of [rejected, withdrawn]) {
        await record(one, requestId)
        if (!isOn) continue
        const waiting = await shown(buyer, requestId)
        expect([waiting.state, waiting.endedAt, waiting.reason]).toEqual(['recorded', undefined, undefined])
        await ledger.decideBalanceChange(other, await changeOf(requestId), { approve: true })
      }
      await fourEyes(false)

      expect(await balanceOf(buyer)).toBe('1000.00')
      for (const { requestId } of [rejected, withdrawn]) {
        const { state, reason } = await shown(buyer, requestId)
        expect([state, reason]).toEqual(['credited', undefined])
        expect(await postingsOf(requestId)).toEqual(['top_up'])
        await expect(record(one, requestId)).rejects.toMatchObject({ code: 'ledger.request_not_awaiting' })
      }
    },
  )

  test.each([false, true])(
    'R8a: while a request is open a plain top-up has to be another transfer, four eyes: %s',
    async (isOn) => {
      const { changeBalance } = world.market.ledger
      const buyer = await world.given.buyer(0n)
      await fourEyes(isOn)
      const topUp = (isOtherTransfer?: boolean) =>
        changeBalance(
          { actor: other },
          {
            kind: 'top_up',
            buyerId: buyer.buyerId as Id<'byr'>,
            amount: toCny(50_000n),
            reason: 'bank',
            isOtherTransfer,
          },
        )
      const { requestId } = await ask(buyer)

      const refused = [await topUp().catch((error: unknown) => error)]
      if (isOn) await record(one, requestId)
      if (isOn) refused.push(await topUp(false).catch((error: unknown) => error))
      const confirmed = await topUp(true)
      if (!isOn) await record(one, requestId)
      await fourEyes(false)

      for (const error of refused)
        expect(error).toMatchObject({ code: 'ledger.requests_open', details: { open: 1 } })
      expect(confirmed.state).toBe(isOn ? 'waiting' : 'posted')
      if (!isOn) expect(await topUp()).toMatchObject({ state: 'posted' })
    },
  )

  test.each([false, true])(
    'R8a: what arrived for a suspended buyer is credited, and no plain top-up, four eyes: %s',
    async (isOn) => {
      const { ledger, parties } = world.market
      const buyer = await world.given.buyer(0n)
      const { requestId } = await ask(buyer)
      const id = buyer.buyerId as Id<'byr'>
      const plain = {
        kind: 'top_up',
        buyerId: id,
        amount: toCny(100n),
        reason: 'x',
        isOtherTransfer: true,
      } as const
      await fourEyes(isOn)
      const before = isOn ? await ledger.changeBalance({ actor: one }, plain) : undefined
      await parties.suspend(one, { kind: 'buyer', id }, { reason: 'x' })

      await expect(ledger.changeBalance({ actor: one }, plain)).rejects.toMatchObject({
        code: 'parties.buyer_suspended',
      })
      await record(one, requestId)
      if (isOn) await ledger.decideBalanceChange(other, await changeOf(requestId), { approve: true })
      if (before?.state === 'waiting')
        await ledger.decideBalanceChange(other, before.changeId, { approve: true })
      await fourEyes(false)

      expect(await balanceOf(buyer)).toBe(isOn ? '501.00' : '500.00')
    },
  )
})
