import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMoney, fromDays, fromIso, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { BudgetPeriod } from '@loggia/protocol/console/budgets/kinds'
import {
  listWorldEngines,
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { GivenProduct } from '../embedded/given.ts'
import type { CatalogTables } from '../catalog/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { RequestAsk } from './service/filing.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const yuan = (amount: number) => createMoney(BigInt(amount) * 100n, 'CNY')

describe.each(listWorldEngines(postgresUrl))('purchase requests and budgets on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let product: GivenProduct
  let owner: MemberActor
  let buyerId: Id<'byr'>
  let month: Id<'pri'>
  let asker: MemberActor
  let purchaser: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(openAtOnce)
  })
  beforeEach(async () => {
    product = await world.given.listedProduct(server.url)
    owner = await world.given.buyer()
    buyerId = toId(owner.buyerId, 'byr')
    month = await world.given.monthlyPriceItem(product.productId)
    asker = await addColleague([])
    purchaser = await addColleague(['purchase'])
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  let serial = 0
  async function addColleague(grants: string[]): Promise<MemberActor> {
    serial += 1
    const { member } = await world.market.parties.addColleague(
      owner,
      { kind: 'buyer', id: buyerId },
      {
        email: `colleague-${serial}@cangye.example`,
        name: `Colleague ${serial}`,
        language: 'en-US',
        rights: { main: false, grants },
      },
    )
    return { ...owner, memberId: member.id, name: member.name }
  }

  const requests = () => world.market.purchaseRequests
  const budgets = () => world.market.budgets
  const file = (of: Partial<RequestAsk> = {}, actor = asker) =>
    requests().file(
      { actor },
      {
        priceItemId: month,
        quantity: 2,
        periodCount: 1,
        expectedTotal: yuan(20),
        reason: 'For the new colleagues.',
        ...of,
      },
    )
  const approve = (id: Id<'prq'>, actor = purchaser, of: { total?: number; acceptHigher?: boolean } = {}) =>
    requests().approve({ actor }, id, {
      expectedTotal: yuan(of.total ?? 20),
      acceptHigher: of.acceptHigher ?? false,
      agreed: true,
    })
  const addCentre = (code: string, name = code) => budgets().addCostCentre({ actor: owner }, { code, name })
  const setBudget = (
    of: { memberId?: Id<'mbr'>; costCentreId?: Id<'cct'> },
    amount: number,
    period: BudgetPeriod = 'month',
  ) => budgets().setBudget(owner, { ...of, period, amount: yuan(amount) })
  const listBudgets = (actor = owner) => budgets().listBudgets(actor, world.market.orders.listSpent)
  const spentOf = async (actor = owner) => (await listBudgets(actor)).budgets.map(({ spent }) => spent.amount)
  const buy = (actor: MemberActor, quantity = 1) =>
    world.given.paidOrder(actor, product.productId, { quantity })
  const ordersOf = async () => (await world.market.views.listBuyerOrders({ buyerId }, { limit: 50 })).items
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

  describe('requests', () => {
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
      expect(order).toMatchObject({ state: 'processing', memberId: purchaser.memberId, total: yuan(20) })
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
      expect(await ordersOf()).toHaveLength(1)
      await expect(approve(id)).rejects.toMatchObject({ code: 'purchase_request.decided' })
      await expect(requests().reject(owner, id, 'No.')).rejects.toMatchObject({
        code: 'purchase_request.decided',
      })
      expect(await ordersOf()).toHaveLength(1)
    })

    test('R3c: a repeated approval with the same key gets the first answer', async () => {
      const id = await file()
      const again = () =>
        requests().approve({ actor: owner, idempotency: { key: 'k', input: id } }, id, {
          expectedTotal: yuan(20),
          acceptHigher: false,
          agreed: true,
        })

      expect([await again(), await again()]).toEqual([id, id])
      expect(await ordersOf()).toHaveLength(1)
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
      expect(await ordersOf()).toEqual([])
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
      expect((await ordersOf())[0]?.total.amount).toBe('40.00')
    })

    test('R3c, R65: an approver consents to the agreements that were shown', async () => {
      const id = await file()
      const shown = (await requests().get(purchaser, id)).now?.agreements
      const text = { zh: '条款', en: 'Terms' }
      await world.market.agreements.publishAgreement(await world.given.operator(), 'user', text)
      const approval = { expectedTotal: yuan(20), acceptHigher: false, agreed: true }
      const approveAs = (agreements: typeof shown) =>
        requests().approve({ actor: purchaser }, id, { ...approval, agreements })

      await expect(approveAs(shown)).rejects.toMatchObject({ code: 'order.agreements_changed' })
      expect(await requests().get(owner, id)).toMatchObject({ state: 'waiting' })
      await approveAs((await requests().get(purchaser, id)).now?.agreements)
      expect(await requests().get(owner, id)).toMatchObject({ state: 'approved' })
    })

    test('R3c: an approval that cannot be paid leaves no order, and the request waits', async () => {
      const id = await file({ quantity: 100, periodCount: 36, expectedTotal: yuan(36000) })
      const second = await file({ quantity: 100, periodCount: 36, expectedTotal: yuan(36000) })
      const third = await file({ quantity: 100, periodCount: 36, expectedTotal: yuan(36000) })
      await approve(id, owner, { total: 36000 })
      await approve(second, owner, { total: 36000 })

      await expect(approve(third, owner, { total: 36000 })).rejects.toMatchObject({
        code: 'ledger.balance_insufficient',
      })
      expect(await requests().get(owner, third)).toMatchObject({ state: 'waiting' })
      expect(await ordersOf()).toHaveLength(2)
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
      await expect(file({ quantity: 101, expectedTotal: yuan(1010) })).rejects.toMatchObject({
        kind: 'refused',
      })
      await expect(file({ expectedTotal: yuan(1) })).rejects.toMatchObject({ code: 'order.price_changed' })
      await expect(file({ costCentreId: 'cct_none' })).rejects.toMatchObject({
        code: 'budget.cost_centre_unknown',
      })
    })
  })

  describe('cost centres', () => {
    test('R3a: a purchase is booked to what was chosen, or else to the cost centre of its member', async () => {
      const [own, other] = [await addCentre('R&D'), await addCentre('OPS')]
      await budgets().setMemberCostCentre(owner, purchaser.memberId, own)
      await budgets().setMemberCostCentre(owner, asker.memberId, other)
      const id = await file()
      await approve(id)
      await buy(purchaser)
      await buy(owner)

      const booked = (await ordersOf()).map(({ lines }) => lines[0]?.costCentre?.code)

      expect(booked).toEqual([undefined, 'R&D', 'OPS'])
      const ofOps = await world.market.views.listBuyerOrders({ buyerId, costCentreId: other }, { limit: 5 })
      expect(ofOps.items).toHaveLength(1)
      const { sellerId } = product
      const seen = await world.market.views.listSellerOrders({ sellerId }, { limit: 5 })
      expect([seen.items.length, JSON.stringify(seen).includes('OPS')]).toEqual([3, false])
    })

    test('R3a: a renewal is booked like its service, and an archived cost centre goes on for it', async () => {
      const own = await addCentre('R&D')
      await budgets().setMemberCostCentre(owner, purchaser.memberId, own)
      const service = await openBoughtService(world, purchaser, product.productId)
      await budgets().changeCostCentre(owner, own, { code: 'R&D', name: 'Research', archived: true })

      const renewal = await service.pay('renewal')

      expect((await service.order(renewal)).lines[0]?.costCentreId).toBe(own)
      expect((await budgets().getBuyingOptions(purchaser)).own).toBeUndefined()
      await expect(file({ costCentreId: own })).rejects.toMatchObject({
        code: 'budget.cost_centre_archived',
      })
    })

    test('R3a: codes differ without regard to case, and are those of one buyer', async () => {
      const id = await addCentre('rd')
      await expect(addCentre('RD')).rejects.toMatchObject({ code: 'budget.code_taken' })
      const stranger = await world.given.buyer()

      await expect(
        budgets().changeCostCentre(stranger, id, { code: 'X', name: 'X', archived: false }),
      ).rejects.toMatchObject({ code: 'budget.cost_centre_unknown' })
      await expect(budgets().setMemberCostCentre(stranger, stranger.memberId, id)).rejects.toMatchObject({
        code: 'budget.cost_centre_unknown',
      })
      await expect(budgets().setMemberCostCentre(stranger, asker.memberId, undefined)).rejects.toMatchObject({
        code: 'budget.member_unknown',
      })
    })
  })

  describe('budgets', () => {
    test('R3b: a member buys up to the budget and not more, and an owner approves what exceeds it', async () => {
      await setBudget({ memberId: purchaser.memberId }, 30)
      await buy(purchaser, 3)

      await expect(buy(purchaser)).rejects.toMatchObject({
        code: 'budget.exceeded',
        details: { budget: '30.00', spent: '30.00', amount: '10.00', missing: '10.00' },
      })
      const id = await file({ quantity: 1, expectedTotal: yuan(10) }, purchaser)
      const second = await addColleague(['purchase'])
      await setBudget({ memberId: second.memberId }, 0)
      await expect(approve(id, second, { total: 10 })).rejects.toMatchObject({ code: 'budget.exceeded' })
      await approve(id, owner, { total: 10 })

      expect((await spentOf()).toSorted()).toEqual(['0.00', '30.00'])
    })

    test('R3b: two purchases at once stay within the budget together', async () => {
      const orders = [
        await world.given.submittedOrder(purchaser, product.productId, { quantity: 2 }),
        await world.given.submittedOrder(purchaser, product.productId, { quantity: 2 }),
        await world.given.submittedOrder(purchaser, product.productId, { quantity: 2 }),
      ]
      await setBudget({ memberId: purchaser.memberId }, 45)

      const tries = await Promise.allSettled(
        orders.map((id) => world.market.orders.pay({ actor: purchaser }, id)),
      )

      expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
      expect(await spentOf()).toEqual(['40.00'])
    })

    test('R3b: the budget of a cost centre counts everybody, owners are not refused by it', async () => {
      const centre = await addCentre('OPS')
      const second = await addColleague(['purchase'])
      for (const { memberId } of [owner, purchaser, second])
        await budgets().setMemberCostCentre(owner, memberId, centre)
      await setBudget({ costCentreId: centre }, 30, 'quarter')
      await buy(owner, 2)
      await buy(purchaser)

      await expect(buy(second)).rejects.toMatchObject({ code: 'budget.exceeded' })
      await buy(owner, 5)
      expect(await listBudgets()).toMatchObject({
        budgets: [{ spent: { amount: '80.00' }, left: { amount: '-50.00' } }],
        booked: [{ code: 'OPS', thisMonth: { amount: '80.00' }, thisYear: { amount: '80.00' } }],
      })
    })

    test('R3b: a refund gives back to the period of its payment', async () => {
      await setBudget({ memberId: purchaser.memberId }, 30)
      const afterSale = { fiveDayRefund: true, upgrades: false, renewalChanges: false }
      const { productId } = await world.given.listedProduct(server.url, undefined, { afterSale })
      const service = await openBoughtService(world, purchaser, productId)
      await buy(purchaser, 2)
      await expect(buy(purchaser)).rejects.toMatchObject({ code: 'budget.exceeded' })

      const renewal = await service.pay('renewal').catch((error: unknown) => error)
      expect(renewal).toMatchObject({ code: 'budget.exceeded' })
      await service.giveBack('five_day', 1000n)

      expect(await spentOf()).toEqual(['20.00'])
      await buy(purchaser)
    })

    test('R3b: an automatic renewal counts for the cost centre and is never refused', async () => {
      const centre = await addCentre('OPS')
      await budgets().setMemberCostCentre(owner, purchaser.memberId, centre)
      const { subscriptionId } = await openBoughtService(world, purchaser, product.productId)
      await world.market.subscriptions.setAutoRenewal(purchaser, subscriptionId, {
        on: true,
        daysBefore: 7,
        times: 0,
      })
      await setBudget({ costCentreId: centre }, 0, 'year')
      await setBudget({ memberId: purchaser.memberId }, 0, 'year')

      await world.advance(fromDays(26))

      expect((await ordersOf()).map(({ kind }) => kind)).toEqual(['renewal', 'new'])
      expect(await spentOf()).toEqual(['20.00', '10.00'])
    })

    test('R3b: a new period begins with nothing spent', async () => {
      const start = fromIso('2027-01-31T12:00:00+08:00')
      await world.advance(start - world.clock.now())
      await setBudget({ memberId: purchaser.memberId }, 10)
      await buy(purchaser)
      await expect(buy(purchaser)).rejects.toMatchObject({ code: 'budget.exceeded' })

      await world.advance(fromDays(0.5))

      expect(await spentOf()).toEqual(['0.00'])
      await buy(purchaser)
    })

    test('R3b: other members see the budgets that limit them, and amounts must fit', async () => {
      await setBudget({ memberId: purchaser.memberId }, 10)
      await setBudget({ memberId: purchaser.memberId }, 20, 'year')

      expect(await listBudgets(asker)).toEqual({ budgets: [], booked: [] })
      expect((await listBudgets(purchaser)).budgets).toMatchObject([
        { period: 'year', amount: { amount: '20.00' }, left: { amount: '20.00' } },
      ])
      await expect(setBudget({ memberId: purchaser.memberId }, -1)).rejects.toMatchObject({
        code: 'budget.amount_unfit',
      })
      await expect(setBudget({}, 1)).rejects.toMatchObject({ code: 'budget.subject_missing' })
      await expect(setBudget({ memberId: 'mbr_none' }, 1)).rejects.toMatchObject({
        code: 'budget.member_unknown',
      })
      const [budget] = (await listBudgets()).budgets
      const stranger = await world.given.buyer()
      await expect(budgets().removeBudget(stranger, toId(budget?.id, 'bgt'))).rejects.toMatchObject({
        code: 'budget.not_found',
      })
      await budgets().removeBudget(owner, toId(budget?.id, 'bgt'))
      expect((await listBudgets()).budgets).toEqual([])
    })

    test('R3b: without budgets nobody is refused', async () => {
      await buy(purchaser, 100)

      expect(await listBudgets()).toEqual({ budgets: [], booked: [] })
    })
  })
})
