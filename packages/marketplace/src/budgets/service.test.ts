import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, fromIso, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  listWorldEngines,
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { GivenProduct } from '../embedded/given.ts'
import type { MemberActor } from '../platform/index.ts'
import { createCompany, toYuan } from './testing/company.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let product: GivenProduct
  let owner: MemberActor
  let buyerId: Id<'byr'>
  let asker: MemberActor
  let purchaser: MemberActor
  const company = createCompany(() => world)
  const { addColleague, file, approve, addCentre, setBudget, listBudgets, listSpent, buy, listOrders } =
    company
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(openAtOnce)
  })
  beforeEach(async () => {
    ;({ product, owner, buyerId, asker, purchaser } = await company.open(server.url))
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  const budgets = () => world.market.budgets

  describe('cost centres', () => {
    test('R3a: a purchase is booked to what was chosen, or else to the cost centre of its member', async () => {
      const [own, other] = [await addCentre('R&D'), await addCentre('OPS')]
      await budgets().setMemberCostCentre(owner, purchaser.memberId, own)
      await budgets().setMemberCostCentre(owner, asker.memberId, other)
      const id = await file()
      await approve(id)
      await buy(purchaser)
      await buy(owner)

      const booked = (await listOrders()).map(({ lines }) => lines[0]?.costCentre?.code)

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
      const id = await file({ quantity: 1, expectedTotal: toYuan(10) }, purchaser)
      const second = await addColleague(['purchase'])
      await setBudget({ memberId: second.memberId }, 0)
      await expect(approve(id, second, { total: 10 })).rejects.toMatchObject({ code: 'budget.exceeded' })
      await approve(id, owner, { total: 10 })

      expect((await listSpent()).toSorted()).toEqual(['0.00', '30.00'])
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
      expect(await listSpent()).toEqual(['40.00'])
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

      expect(await listSpent()).toEqual(['20.00'])
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

      expect((await listOrders()).map(({ kind }) => kind)).toEqual(['renewal', 'new'])
      expect(await listSpent()).toEqual(['20.00', '10.00'])
    })

    test('R3b: a new period begins with nothing spent', async () => {
      const start = fromIso('2027-01-31T12:00:00+08:00')
      await world.advance(start - world.clock.now())
      await setBudget({ memberId: purchaser.memberId }, 10)
      await buy(purchaser)
      await expect(buy(purchaser)).rejects.toMatchObject({ code: 'budget.exceeded' })

      await world.advance(fromDays(0.5))

      expect(await listSpent()).toEqual(['0.00'])
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
