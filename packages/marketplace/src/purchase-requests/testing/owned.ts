import { createMoney, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { Bodies } from '../../http/testing/traded-parties.ts'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'

/** A cost centre, a budget and a purchase request of this buyer, for the test that requests them as another party. */
export async function makeOwned(
  { budgets, orders, parties, purchaseRequests }: Marketplace,
  {
    buyer,
    seller,
  }: { readonly buyer: MemberActor; readonly seller: MemberActor & { readonly sellerId: Id<'sel'> } },
  { given }: World,
): Promise<Readonly<Record<'costCentreId' | 'budgetId' | 'purchaseRequestId', string>>> {
  const buyerId = toId(buyer.buyerId, 'byr')
  const costCentreId = await budgets.addCostCentre({ actor: buyer }, { code: 'OPS', name: 'Operations' })
  await budgets.setBudget(buyer, { costCentreId, period: 'year', amount: createMoney(100_000n, 'CNY') })
  const { budgets: all } = await budgets.listBudgets(buyer, orders.listSpent)
  await parties.addColleague(
    buyer,
    { kind: 'buyer', id: buyerId },
    {
      email: `approver-of-${buyerId}@loggia.example`,
      name: 'An approver',
      language: 'en-US',
      rights: { main: false, grants: ['purchase'] },
    },
  )
  const { productId } = await given.listedProduct('http://127.0.0.1:9/', seller)
  const ask = {
    priceItemId: await given.monthlyPriceItem(productId),
    quantity: 1,
    periodCount: 1,
    expectedTotal: createMoney(1000n, 'CNY'),
    reason: 'Whose request is this?',
  }
  return {
    costCentreId,
    budgetId: all[0]?.id ?? '',
    purchaseRequestId: await purchaseRequests.file({ actor: buyer }, ask),
  }
}

export const bodies: Bodies = {
  'PUT /api/buyer/cost-centres/:costCentreId': { code: 'OPS', name: 'Not mine', archived: false },
  'POST /api/buyer/purchase-requests/:purchaseRequestId/approval': {
    expectedTotal: { amount: '10.00', currency: 'CNY' },
    agreed: true,
  },
  'POST /api/buyer/purchase-requests/:purchaseRequestId/rejection': { reason: 'Not mine.' },
}
