import { createMoney, toId } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { BudgetPeriod } from '@loggia/protocol/console/budgets/kinds'
import type { GivenProduct } from '../../embedded/given.ts'
import type { World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'

export const toYuan = (amount: number): Money => createMoney(BigInt(amount) * 100n, 'CNY')

/** A company that buys: its owner, a member who may buy, one who may only ask, and a product for 10.00 a month. */
export type Company = {
  readonly owner: MemberActor
  readonly buyerId: Id<'byr'>
  readonly asker: MemberActor
  readonly purchaser: MemberActor
  readonly product: GivenProduct
  readonly month: Id<'pri'>
}
type RequestAsk = Parameters<World['market']['purchaseRequests']['file']>[1]

/** What tests of budgets and of purchase requests do in a company; `open` comes first, in each of them. */
export function createCompany(world: () => World) {
  let company: Company | undefined
  let serial = 0
  const given = (): Company => {
    if (!company) throw new Error('The company is not open')
    return company
  }
  const market = () => world().market

  async function open(sellerUrl: string): Promise<Company> {
    const product = await world().given.listedProduct(sellerUrl)
    const owner = await world().given.buyer()
    const [asker, purchaser] = [await addColleagueOf(owner, []), await addColleagueOf(owner, ['purchase'])]
    const month = await world().given.monthlyPriceItem(product.productId)
    company = { owner, buyerId: toId(owner.buyerId, 'byr'), asker, purchaser, product, month }
    return company
  }
  async function addColleagueOf(owner: MemberActor, grants: string[]): Promise<MemberActor> {
    serial += 1
    const { member } = await market().parties.addColleague(
      owner,
      { kind: 'buyer', id: toId(owner.buyerId, 'byr') },
      {
        email: `colleague-${serial}@cangye.example`,
        name: `Colleague ${serial}`,
        language: 'en-US',
        rights: { main: false, grants },
      },
    )
    return { ...owner, memberId: member.id, name: member.name }
  }

  const file = (of: Partial<RequestAsk> = {}, actor = given().asker) =>
    market().purchaseRequests.file(
      { actor },
      {
        priceItemId: given().month,
        quantity: 2,
        periodCount: 1,
        expectedTotal: toYuan(20),
        reason: 'For the new colleagues.',
        ...of,
      },
    )
  const approve = (
    id: Id<'prq'>,
    actor = given().purchaser,
    of: { total?: number; acceptHigher?: boolean } = {},
  ) =>
    market().purchaseRequests.approve({ actor }, id, {
      expectedTotal: toYuan(of.total ?? 20),
      acceptHigher: of.acceptHigher ?? false,
      agreed: true,
    })
  const addCentre = (code: string, name = code) =>
    market().budgets.addCostCentre({ actor: given().owner }, { code, name })
  const setBudget = (
    of: { memberId?: Id<'mbr'>; costCentreId?: Id<'cct'> },
    amount: number,
    period: BudgetPeriod = 'month',
  ) => market().budgets.setBudget(given().owner, { ...of, period, amount: toYuan(amount) })
  const listBudgets = (actor = given().owner) =>
    market().budgets.listBudgets(actor, market().orders.listSpent)
  const listSpent = async () => (await listBudgets()).budgets.map(({ spent }) => spent.amount)
  const buy = (actor: MemberActor, quantity = 1) =>
    world().given.paidOrder(actor, given().product.productId, { quantity })
  const listOrders = async () =>
    (await market().views.listBuyerOrders({ buyerId: given().buyerId }, { limit: 50 })).items

  return {
    open,
    addColleague: (grants: string[]) => addColleagueOf(given().owner, grants),
    file,
    approve,
    addCentre,
    setBudget,
    listBudgets,
    listSpent,
    buy,
    listOrders,
  }
}
