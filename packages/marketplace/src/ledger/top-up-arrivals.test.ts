import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, toDecimal } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const cny = (minor: bigint): Money => createMoney(minor, 'CNY')

describe.each(listWorldEngines(postgresUrl))('money that arrives, on %s', (engine) => {
  let world: World
  let one: MemberActor
  let other: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    one = await world.given.operator()
    other = await world.given.operator()
  })
  afterAll(() => world.close())

  const fourEyes = (isOn: boolean) =>
    world.market.settings.changeSettings(one, { fourEyesOnTopUps: isOn ? true : null })
  const balanceOf = async ({ buyerId }: MemberActor) =>
    toDecimal(await world.market.ledger.getBalance(world.platform.db, buyerId as Id<'byr'>, 'CNY'))
  const ask = (buyer: MemberActor, minor = 50_000n) =>
    world.market.ledger.requestTopUp({ actor: buyer }, { amount: cny(minor), note: 'from Cangye' })
  const record = (actor: MemberActor, id: Id<'tur'>, minor = 50_000n) =>
    world.market.ledger.recordArrival({ actor }, id, { amount: cny(minor) })
  const shown = ({ buyerId }: MemberActor, id: Id<'tur'>) =>
    world.market.views.getOwnTopUpRequest(buyerId as Id<'byr'>, id)
  const changeOf = async (id: Id<'tur'>): Promise<Id<'bch'>> => {
    const { items } = await world.market.views.listTopUpRequests({}, { limit: 100 })
    const changeId = items.find((request) => request.id === id)?.recorded?.changeId
    if (changeId === undefined) throw new Error('Nothing is recorded')
    return changeId
  }
  const postingsOf = async (id: Id<'tur'>) =>
    (
      await sql<{ kind: string }>`select kind from ledger_posting where subject = ${id}`.execute(
        world.platform.db.withTables<unknown>(),
      )
    ).rows.map(({ kind }) => kind)

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
            amount: cny(50_000n),
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
        amount: cny(100n),
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
