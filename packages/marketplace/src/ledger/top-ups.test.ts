import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, formatReference, fromDays, readReference } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory, readAll, toWireTime } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { toCny, createRequesting } from './testing/requesting.ts'
import { requireAwaiting, requireFitRequest } from './rules.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const main = { main: true, grants: [] }
const receipt = (text = 'paid') => ({
  name: 'receipt.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`),
})

test.each<[Money, number, number, string | undefined]>([
  [toCny(1n), 0, 0, undefined],
  [toCny(1_000_000_000n), 4, 19, undefined],
  [toCny(0n), 0, 0, 'ledger.amount_not_positive'],
  [toCny(-1n), 0, 0, 'ledger.amount_not_positive'],
  [toCny(1_000_000_001n), 0, 0, 'ledger.top_up_too_large'],
  [createMoney(100n, 'USD'), 0, 0, 'ledger.request_currency'],
  [toCny(100n), 5, 5, 'ledger.too_many_requests'],
  [toCny(100n), 0, 20, 'ledger.too_many_requests_today'],
])('R8a: a request for %o, with %i open and %i in a day: %s', (amount, open, recent, code) => {
  const ask = () => requireFitRequest(amount, { open, recent })

  if (code === undefined) expect(ask).not.toThrow()
  else expect(ask).toThrow(expect.objectContaining({ code }))
})

test.each(['recorded', 'credited', 'rejected', 'withdrawn'] as const)(
  'R8a: a request that is %s is not changed',
  (state) => {
    expect(() => requireAwaiting({ state })).toThrow(
      expect.objectContaining({ code: 'ledger.request_not_awaiting' }),
    )
  },
)

describe.each(listRuleEngines(postgresUrl))('requests for top-ups on %s', (engine) => {
  let world: World
  let one: MemberActor
  let other: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    one = await world.given.operator()
    other = await world.given.operator()
  })
  afterAll(() => world.close())

  const { fourEyes, balanceOf, ask, record, shown, changeOf, postingsOf, toldTo, unreadOfOperators } =
    createRequesting(
      () => world,
      () => one,
    )

  test('R8a: a request gets a reference of its own, waits for operators and is in their to-do list by its due time', async () => {
    const buyer = await world.given.buyer(0n)

    const { requestId, reference } = await ask(buyer)

    expect(readReference(formatReference(reference))).toBe(reference)
    expect(await shown(buyer, requestId)).toMatchObject({
      state: 'awaiting',
      reference,
      amount: { amount: '500.00', currency: 'CNY' },
      note: 'from Cangye',
      askedBy: { name: buyer.name },
    })
    const waiting = (await world.market.views.listToDo(one, { limit: 50 })).items
    expect(waiting.find(({ id }) => id === requestId)).toMatchObject({
      kind: 'top_up_request',
      amount: { amount: '500.00' },
      dueAt: expect.any(String),
    })
    expect((await world.market.views.getOverview()).topUpRequests).toBeGreaterThan(0)
    expect(await unreadOfOperators(requestId)).toEqual(['top_up_requested'])
    const entries = await listHistory(world.platform.db, buyer.buyerId as string)
    expect(entries.at(-1)).toMatchObject({ kind: 'top_up.requested', data: { requestId, reference } })
  })

  test('R8a: without four eyes one operator credits what arrived, which may be another amount', async () => {
    const buyer = await world.given.buyer(0n)
    const { requestId, reference } = await ask(buyer)

    expect(await record(one, requestId, 49_950n)).toEqual({ state: 'credited' })

    expect(await balanceOf(buyer)).toBe('499.50')
    expect(await shown(buyer, requestId)).toMatchObject({
      state: 'credited',
      credited: { amount: '499.50' },
      amount: { amount: '500.00' },
    })
    const { entries } = await world.market.views.getBalance(buyer.buyerId as Id<'byr'>, { limit: 5 })
    expect(entries.items).toMatchObject([
      { kind: 'top_up', request: { id: requestId, reference }, reason: formatReference(reference) },
    ])
    expect(await toldTo(buyer)).toMatchObject([
      {
        kind: 'top_up_credited',
        subject: requestId,
        data: { amount: { amount: '499.50' }, asked: { amount: '500.00' }, balance: { amount: '499.50' } },
      },
    ])
    expect(await unreadOfOperators(requestId)).toEqual([])
    const credited = (await listHistory(world.platform.db, buyer.buyerId as string)).at(-1)
    expect(credited).toMatchObject({ kind: 'balance.topped_up', data: { requestId } })
  })

  test('R6: with four eyes another operator confirms what one recorded, and the request follows', async () => {
    await fourEyes(true)
    const buyer = await world.given.buyer(0n)
    const { requestId } = await ask(buyer)

    expect(await record(one, requestId)).toEqual({ state: 'recorded' })
    const changeId = await changeOf(requestId)
    const before = [await balanceOf(buyer), (await shown(buyer, requestId)).state]
    const { decideBalanceChange } = world.market.ledger
    await expect(decideBalanceChange(one, changeId, { approve: true })).rejects.toMatchObject({
      code: 'ledger.own_change',
    })
    await decideBalanceChange(other, changeId, { approve: true })
    await fourEyes(false)

    expect(before).toEqual(['0.00', 'recorded'])
    expect(await balanceOf(buyer)).toBe('500.00')
    expect(await shown(buyer, requestId)).toMatchObject({ state: 'credited', credited: { amount: '500.00' } })
    expect(await postingsOf(requestId)).toEqual(['top_up'])
    expect(await world.market.views.getBalanceChange(changeId)).toMatchObject({
      request: { id: requestId, amount: { amount: '500.00' } },
    })
  })

  test.each(['rejected', 'withdrawn'] as const)(
    'what was recorded and then %s leaves the request waiting, and it can be recorded again',
    async (how) => {
      await fourEyes(true)
      const buyer = await world.given.buyer(0n)
      const { requestId } = await ask(buyer)
      await record(one, requestId, 5_000_000n)
      const { ledger } = world.market
      const changeId = await changeOf(requestId)

      if (how === 'rejected')
        await ledger.decideBalanceChange(other, changeId, { approve: false, reason: 'a digit too many' })
      else await ledger.withdrawBalanceChange(one, changeId)

      const again = await shown(buyer, requestId)
      expect(again.state).toBe('awaiting')
      expect(again.recordedAt).toBeUndefined()
      expect(again.returnedAt).toBe(toWireTime(world.platform.clock.now()))
      expect(await unreadOfOperators(requestId)).toEqual(['top_up_requested'])
      await record(one, requestId)
      await ledger.decideBalanceChange(other, await changeOf(requestId), { approve: true })
      await fourEyes(false)
      expect(await balanceOf(buyer)).toBe('500.00')
      expect((await shown(buyer, requestId)).returnedAt).toBeUndefined()
    },
  )

  test('while it is recorded it is neither recorded again, rejected nor withdrawn, also with four eyes off', async () => {
    await fourEyes(true)
    const buyer = await world.given.buyer(0n)
    const { requestId } = await ask(buyer)
    await record(one, requestId)
    await fourEyes(false)
    const { ledger } = world.market

    for (const act of [
      () => record(other, requestId),
      () => ledger.rejectRequest(other, requestId, 'not ours'),
      () => ledger.withdrawRequest(buyer, requestId),
      () => ledger.addReceipt(buyer, requestId, receipt()),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'ledger.request_not_awaiting' })

    expect(await balanceOf(buyer)).toBe('0.00')
  })

  test('a rejection has its reason, a withdrawal is silent, and neither moves anything', async () => {
    const buyer = await world.given.buyer(0n)
    const [rejected, withdrawn] = [await ask(buyer), await ask(buyer)]
    const { ledger } = world.market

    await ledger.rejectRequest(one, rejected.requestId, 'no transfer arrived')
    await ledger.withdrawRequest(buyer, withdrawn.requestId)

    expect(await balanceOf(buyer)).toBe('0.00')
    expect(await shown(buyer, rejected.requestId)).toMatchObject({
      state: 'rejected',
      reason: 'no transfer arrived',
    })
    expect((await toldTo(buyer)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['top_up_rejected', rejected.requestId],
    ])
    for (const { requestId } of [rejected, withdrawn]) expect(await unreadOfOperators(requestId)).toEqual([])
  })

  test('R8a: a buyer has at most five open requests, and at most twenty in a day', async () => {
    const buyer = await world.given.buyer(0n)
    const { ledger } = world.market
    const first = await ask(buyer)
    for (let more = 0; more < 4; more += 1) await ask(buyer)

    await expect(ask(buyer)).rejects.toMatchObject({ code: 'ledger.too_many_requests', details: { max: 5 } })
    await ledger.withdrawRequest(buyer, first.requestId)
    for (let more = 0; more < 15; more += 1) {
      const { requestId } = await ask(buyer)
      await ledger.withdrawRequest(buyer, requestId)
    }
    await expect(ask(buyer)).rejects.toMatchObject({ code: 'ledger.too_many_requests_today' })
    await world.advance(fromDays(1))
    expect((await ask(buyer)).reference).toMatch(/^RF\d{14}$/)
  })

  test('a receipt replaces the one before, and only its buyer and operators of finance read it', async () => {
    const buyer = await world.given.buyer(0n)
    const { ledger, files } = world.market
    const { requestId } = await ask(buyer)
    const first = await ledger.addReceipt(buyer, requestId, receipt('first'))
    const second = await ledger.addReceipt(buyer, requestId, receipt('second'))

    expect((await shown(buyer, requestId)).receipt).toMatchObject({ id: second.id, name: 'receipt.pdf' })
    const read = (actor: MemberActor, operator = main) =>
      files.read({ actor, rights: { buyer: main, seller: main, operator } }, second.id)
    expect(Buffer.from((await read(buyer)).content).toString()).toContain('second')
    expect((await read(one)).file.id).toBe(second.id)
    for (const stranger of [await world.given.buyer(0n), await world.given.seller()])
      await expect(read(stranger)).rejects.toMatchObject({ code: 'file.not_found' })
    const noFinance = { main: false, grants: ['reviewer'] }
    await expect(read(one, noFinance as never)).rejects.toMatchObject({ code: 'parties.right_missing' })
    await expect(
      files.read({ actor: one, rights: { buyer: main, seller: main, operator: main } }, first.id),
    ).rejects.toMatchObject({ code: 'file.not_found' })
    const script = { ...receipt(), content: Buffer.from('<script>alert(1)</script>') }
    await expect(ledger.addReceipt(buyer, requestId, script)).rejects.toMatchObject({
      code: 'file.type_differs',
    })
  })

  test('another buyer’s request is not there, and operators’ acts are operators’ alone', async () => {
    const [buyer, stranger] = [await world.given.buyer(0n), await world.given.buyer(0n)]
    const { requestId } = await ask(buyer)
    const { ledger } = world.market

    for (const act of [
      () => ledger.withdrawRequest(stranger, requestId),
      () => ledger.addReceipt(stranger, requestId, receipt()),
      () => shown(stranger, requestId),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'ledger.request_unknown' })
    for (const act of [
      () => record(buyer, requestId),
      () => ledger.rejectRequest(buyer, requestId, 'mine'),
      () => ledger.setTransferDetails(buyer, {}),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'parties.not_an_operator' })
  })

  test('operators find a request by its reference, by state and by buyer', async () => {
    const buyer = await world.given.buyer(0n)
    const { requestId, reference } = await ask(buyer)
    const find = async (filter: Parameters<World['market']['views']['listTopUpRequests']>[0]) =>
      (await world.market.views.listTopUpRequests(filter, { limit: 100 })).items.map(({ id }) => id)

    expect(await find({ text: formatReference(reference).toLowerCase() })).toEqual([requestId])
    expect(await find({ text: reference, state: 'credited' })).toEqual([])
    expect(await find({ text: 'no such buyer' })).toEqual([])
    expect(await find({ state: 'awaiting' })).toContain(requestId)
  })

  test('a text that means very many buyers finds the requests of all of them', async () => {
    const buyer = await world.given.buyer(0n)
    const { requestId } = await ask(buyer)
    const db = world.platform.db.withTables<unknown>()
    await sql`insert into buyer select (jsonb_populate_record(b, jsonb_build_object('id', 'byr_many_' || n, 'name_en', 'Many ' || n))).*
      from buyer b, generate_series(1, 230) n where b.id = ${buyer.buyerId}`.execute(db)
    await sql`insert into top_up_request select (jsonb_populate_record(r, jsonb_build_object(
        'id', 'tur_many_' || lpad(n::text, 3, '0'), 'reference', 'RF' || lpad(n::text, 14, '0'), 'buyer_id', 'byr_many_' || n))).*
      from top_up_request r, generate_series(1, 230) n where r.id = ${requestId}`.execute(db)

    let count = 0
    for await (const request of readAll((page) =>
      world.market.views.listTopUpRequests({ text: 'Many ' }, page),
    ))
      count += request.id.startsWith('tur_many_') ? 1 : 0
    await sql`delete from top_up_request where id like 'tur_many_%'`.execute(db)
    await sql`delete from buyer where id like 'byr_many_%'`.execute(db)

    expect(count).toBe(230)
  })

  test('a repeated request with its key gets the first answer, and credits once', async () => {
    const buyer = await world.given.buyer(0n)
    const idempotency = { key: 'top-up-1', input: 1 }
    const { ledger } = world.market
    const request = () => ledger.requestTopUp({ actor: buyer, idempotency }, { amount: toCny(100n) })
    const arrive = (id: Id<'tur'>) =>
      ledger.recordArrival({ actor: one, idempotency }, id, { amount: toCny(100n) })

    const first = await request()
    const again = await request()
    const credited = [await arrive(first.requestId), await arrive(first.requestId)]

    expect(again).toEqual(first)
    expect(credited).toEqual([{ state: 'credited' }, { state: 'credited' }])
    expect(await balanceOf(buyer)).toBe('1.00')
  })

  test('the bank account is kept whole, and the record has the one before', async () => {
    const both = (text: string) => ({ zh: text, en: text })
    const account = { holder: both('Loggia'), bank: both('Bank'), number: '6222 0000 1111 2222' }
    const { ledger } = world.market
    expect(await ledger.getTransferDetails()).toEqual({})

    await ledger.setTransferDetails(one, { account, contact: 'finance@loggia.example' })
    await ledger.setTransferDetails(one, { contact: '400 000' })

    expect(await ledger.getTransferDetails()).toEqual({ contact: '400 000' })
    const told = await world.market.notifications.list({ kind: 'operator' }, { limit: 2 })
    expect(told.items).toMatchObject([
      {
        kind: 'transfer_details_changed',
        data: { by: one.name, from: { en: 'Loggia, Bank, 6222 0000 1111 2222' } },
      },
      { kind: 'transfer_details_changed', data: { to: { en: 'Loggia, Bank, 6222 0000 1111 2222' } } },
    ])
    expect((await listHistory(world.platform.db, 'transfer_details')).at(-1)).toMatchObject({
      kind: 'transfer_details.changed',
      actor: { id: one.memberId },
      data: { from: { account, contact: 'finance@loggia.example' }, to: { contact: '400 000' } },
    })
  })

  // The embedded engine has a single connection and cannot test locks.
  describe.skipIf(engine === 'embedded')('at the same time', () => {
    const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
      outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
      )

    test.each([false, true])('of several who record an arrival one does, four eyes: %s', async (isOn) => {
      await fourEyes(isOn)
      const buyer = await world.given.buyer(0n)
      const { requestId } = await ask(buyer)

      const outcomes = await Promise.allSettled(
        [one, other, one, other].map((actor) => record(actor, requestId)),
      )
      await fourEyes(false)

      expect(codesOf(outcomes)).toEqual(Array.from({ length: 3 }, () => 'ledger.request_not_awaiting'))
      expect(await balanceOf(buyer)).toBe(isOn ? '0.00' : '500.00')
    })

    test('a credit, a rejection and a withdrawal at once end in the credit', async () => {
      const buyer = await world.given.buyer(0n)
      const { requestId } = await ask(buyer)
      const { ledger } = world.market

      const outcomes = await Promise.allSettled([
        record(one, requestId),
        ledger.rejectRequest(other, requestId, 'no transfer'),
        ledger.withdrawRequest(buyer, requestId),
      ])

      // At most one of the others came before it.
      expect([1, 2]).toContain(codesOf(outcomes).length)
      expect(new Set(codesOf(outcomes))).toEqual(new Set(['ledger.request_not_awaiting']))
      expect((await shown(buyer, requestId)).state).toBe('credited')
      expect(await balanceOf(buyer)).toBe('500.00')
    })

    test('of ten requests at once five are accepted', async () => {
      const buyer = await world.given.buyer(0n)

      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => ask(buyer)))

      expect(codesOf(outcomes)).toEqual(Array.from({ length: 5 }, () => 'ledger.too_many_requests'))
    })
  })
})
