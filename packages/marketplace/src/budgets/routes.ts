import { fromWireMoney } from '../platform/index.ts'
import type { Handlers } from '../platform/index.ts'
import { presentCostCentre } from './present.ts'
import type { Budgets, ListSpent } from './service/index.ts'

/** What was spent comes from the orders, which this domain does not know. */
export const createBudgetRoutes = (
  budgets: Budgets,
  { listSpent }: { readonly listSpent: ListSpent },
): Handlers => ({
  'GET /api/buyer/buying-options': async ({ actor }) => {
    const { costCentres, approvers, ...options } = await budgets.getBuyingOptions(actor)
    return { ...options, costCentres: costCentres.map(presentCostCentre), approvers: [...approvers] }
  },
  'POST /api/buyer/cost-centres': async ({ request, body }) =>
    presentCostCentre(await budgets.getCostCentre(request.actor, await budgets.addCostCentre(request, body))),
  'PUT /api/buyer/cost-centres/:costCentreId': async ({ actor, params, body }) => {
    await budgets.changeCostCentre(actor, params.costCentreId, body)
    return presentCostCentre(await budgets.getCostCentre(actor, params.costCentreId))
  },
  'GET /api/buyer/member-cost-centres': async ({ actor }) => ({
    members: await budgets.listMemberCostCentres(actor),
  }),
  'PUT /api/buyer/members/:memberId/cost-centre': async ({ actor, params, body }) => {
    await budgets.setMemberCostCentre(actor, params.memberId, body.costCentreId ?? undefined)
    return { members: await budgets.listMemberCostCentres(actor) }
  },
  'GET /api/buyer/budgets': ({ actor }) => budgets.listBudgets(actor, listSpent),
  'PUT /api/buyer/budgets': async ({ actor, body }) => {
    await budgets.setBudget(actor, { ...body, amount: fromWireMoney(body.amount) })
    return budgets.listBudgets(actor, listSpent)
  },
  'DELETE /api/buyer/budgets/:budgetId': async ({ actor, params }) => {
    await budgets.removeBudget(actor, params.budgetId)
    return budgets.listBudgets(actor, listSpent)
  },
})
