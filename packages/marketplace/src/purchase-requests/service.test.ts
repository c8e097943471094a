import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createCompany, toYuan } from '../budgets/testing/company.ts'
import { listWorldEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { CatalogTables } from '../catalog/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('purchase requests on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let owner: MemberActor
  let buyerId: Id<'byr'>
  let month: Id<'pri'>
  let asker: MemberActor
  let purchaser: MemberActor
  const { open, addColleague, file, approve, addCentre, listOrders } = createCompany(() => world)
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(openAtOnce)
  })
  beforeEach(async () => {
    ;({ owner, buyerId, month, asker, purchaser } = await open(server.url))
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  const requests = () => world.market.purchaseRequests
  const budgets = () => world.market.budgets
  const kindsOf = async (id: string) => (await listHistory(world.platform.db, id)).map(({ kind }) => kind)
  const messages = async () =>
    (await world.market.notifications.list({ kind: 'buyer', id: buyerId }, { limit: 50 })).items
      .filter(({ kind }) => kind.startsWith('purchase_request'))
      .map(({ kind, readAt }) => [kind, readAt === undefined ? 'unread' : 'read'])
  const doublePrice = () =>
    world.platform.db
      .withTables<CatalogTables>()
      .updateTable('price_item')
      .set((eb) => ({ unit_price_e8: eb('unit_price_e8', '*', 2n) }))
      .where('id', '=', month)
      .execute()

  test('R3c: a member asks, somebody who may buy approves, and the order is theirs and paid', async () => {
    const id = await file()
    const shown = await requests().get(purchaser, id)
    expect(shown).toMatchObject({
      state: 'waiting',
      amount: { amount: '20.00' },
      now: { amount: { amount: '20.00' } },
      requester: { name: asker.name },
      acts: ['approve', 'reject'],
    })
    expect((await requests().get(asker, id)).acts).toEqual(['withdraw'])

    await approve(id)

    const decided = await requests().get(asker, id)
    expect(decided).toMatchObject({ state: 'approved', decidedBy: { name: purchaser.name }, acts: [] })
    const order = await world.market.orders.get(world.platform.db, toId(decided.order?.id, 'ord'))
    expect(order).toMatchObject({ state: 'processing', memberId: purchaser.memberId, total: toYuan(20) })
    expect(await kindsOf(id)).toEqual(['purchase_request.filed', 'purchase_request.approved'])
    expect(await messages()).toEqual([
      ['purchase_request_decided', 'unread'],
      ['purchase_requested', 'read'],
    ])
  })

  test('R3c: two approvers at once, and repeats, make one order', async () => {
    const id = await file()

    const tries = await Promise.allSettled([approve(id), approve(id, owner), approve(id, owner)])

    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'purchase_request.decided' })
    expect(await listOrders()).toHaveLength(1)
    await expect(approve(id)).rejects.toMatchObject({ code: 'purchase_request.decided' })
    await expect(requests().reject(owner, id, 'No.')).rejects.toMatchObject({
      code: 'purchase_request.decided',
    })
    expect(await listOrders()).toHaveLength(1)
  })

  test('R3c: a repeated approval with the same key gets the first answer', async () => {
    const id = await file()
    const again = () =>
      requests().approve({ actor: owner, idempotency: { key: 'k', input: id } }, id, {
        expectedTotal: toYuan(20),
        acceptHigher: false,
        agreed: true,
      })

    expect([await again(), await again()]).toEqual([id, id])
    expect(await listOrders()).toHaveLength(1)
  })

  test('R3c: nobody decides what they asked for, and who may not buy decides nothing', async () => {
    const own = await file({}, purchaser)
    const other = await addColleague([])

    await expect(approve(own, purchaser)).rejects.toMatchObject({ code: 'purchase_request.own' })
    await expect(requests().get(other, own)).rejects.toMatchObject({ code: 'purchase_request.not_found' })
    await expect(approve(own, other)).rejects.toMatchObject({ code: 'purchase_request.not_found' })
    await expect(requests().withdraw(owner, own)).rejects.toMatchObject({
      code: 'purchase_request.not_requester',
    })
    await requests().withdraw(purchaser, own)
    expect(await requests().get(owner, own)).toMatchObject({ state: 'withdrawn' })
    expect(await listOrders()).toEqual([])
  })

  test('R3c: another company finds nothing', async () => {
    const id = await file()
    const stranger = await world.given.buyer()

    for (const act of [
      () => requests().get(stranger, id),
      () => approve(id, stranger),
      () => requests().reject(stranger, id, 'No.'),
      () => requests().withdraw(stranger, id),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'purchase_request.not_found' })
    expect((await requests().list(stranger, 'all', { limit: 10 })).items).toEqual([])
  })

  test('R3c: a named approver decides, or an owner, and nobody else', async () => {
    const second = await addColleague(['purchase'])
    const id = await file({ approverId: second.memberId })

    await expect(approve(id, purchaser)).rejects.toMatchObject({ code: 'purchase_request.other_approver' })
    expect(await requests().countToDecide(purchaser, 100)).toBe(0)
    expect(await requests().countToDecide(second, 100)).toBe(1)
    expect(await requests().countToDecide(owner, 100)).toBe(1)
    await requests().reject(second, id, 'Too many seats.')
    expect(await requests().get(asker, id)).toMatchObject({
      state: 'rejected',
      decisionReason: 'Too many seats.',
    })
    await expect(file({ approverId: asker.memberId })).rejects.toMatchObject({
      code: 'purchase_request.approver_unfit',
    })
  })

  test('R3c: a higher price needs a confirmation, and a price that nobody was shown is refused', async () => {
    const id = await file()
    await doublePrice()

    expect((await requests().get(owner, id)).now).toMatchObject({
      amount: { amount: '40.00', currency: 'CNY' },
    })
    await expect(approve(id)).rejects.toMatchObject({ code: 'order.price_changed' })
    await expect(approve(id, purchaser, { total: 40 })).rejects.toMatchObject({
      code: 'purchase_request.price_rose',
    })
    expect(await requests().get(owner, id)).toMatchObject({ state: 'waiting' })
    await approve(id, purchaser, { total: 40, acceptHigher: true })
    expect((await listOrders())[0]?.total.amount).toBe('40.00')
  })

  test('R3c, R65: an approver consents to the agreements that were shown', async () => {
    const id = await file()
    const shown = (await requests().get(purchaser, id)).now?.agreements
    const text = { zh: '条款', en: 'Terms' }
    await world.market.agreements.publishAgreement(await world.given.operator(), 'user', text)
    const approval = { expectedTotal: toYuan(20), acceptHigher: false, agreed: true }
    const approveAs = (agreements: typeof shown) =>
      requests().approve({ actor: purchaser }, id, { ...approval, agreements })

    await expect(approveAs(shown)).rejects.toMatchObject({ code: 'order.agreements_changed' })
    expect(await requests().get(owner, id)).toMatchObject({ state: 'waiting' })
    await approveAs((await requests().get(purchaser, id)).now?.agreements)
    expect(await requests().get(owner, id)).toMatchObject({ state: 'approved' })
  })

  test('R3c: an approval that cannot be paid leaves no order, and the request waits', async () => {
    const id = await file({ quantity: 100, periodCount: 36, expectedTotal: toYuan(36000) })
    const second = await file({ quantity: 100, periodCount: 36, expectedTotal: toYuan(36000) })
    const third = await file({ quantity: 100, periodCount: 36, expectedTotal: toYuan(36000) })
    await approve(id, owner, { total: 36000 })
    await approve(second, owner, { total: 36000 })

    await expect(approve(third, owner, { total: 36000 })).rejects.toMatchObject({
      code: 'ledger.balance_insufficient',
    })
    expect(await requests().get(owner, third)).toMatchObject({ state: 'waiting' })
    expect(await listOrders()).toHaveLength(2)
  })

  test('R3a, R3c: a request is booked to the cost centre that it names, also if that is archived by now', async () => {
    const costCentreId = await addCentre('RD')
    const id = await file({ costCentreId })
    await budgets().changeCostCentre(owner, costCentreId, { code: 'RD', name: 'RD', archived: true })

    await approve(id)

    const { order } = await requests().get(asker, id)
    const placed = await world.market.orders.get(world.platform.db, toId(order?.id, 'ord'))
    expect(placed.lines.map((line) => line.costCentreId)).toEqual([costCentreId])
  })

  test('R3c: a request that nobody decides expires after 30 days', async () => {
    const id = await file()
    await world.advance(fromDays(29))
    expect(await requests().get(asker, id)).toMatchObject({ state: 'waiting' })

    await world.advance(fromDays(1))

    expect(await requests().get(asker, id)).toMatchObject({ state: 'expired', acts: [] })
    await expect(approve(id)).rejects.toMatchObject({ code: 'purchase_request.decided' })
    expect(await messages()).toEqual([
      ['purchase_request_decided', 'unread'],
      ['purchase_requested', 'read'],
    ])
  })

  test('R3c: a member has at most 20 waiting requests, also if many are filed at once', async () => {
    for (let i = 0; i < 19; i += 1) await file()

    const tries = await Promise.allSettled([file(), file(), file()])

    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('R3c: what cannot be ordered cannot be asked for', async () => {
    await expect(file({ quantity: 101, expectedTotal: toYuan(1010) })).rejects.toMatchObject({
      kind: 'refused',
    })
    await expect(file({ expectedTotal: toYuan(1) })).rejects.toMatchObject({ code: 'order.price_changed' })
    await expect(file({ costCentreId: 'cct_none' })).rejects.toMatchObject({
      code: 'budget.cost_centre_unknown',
    })
  })
})
