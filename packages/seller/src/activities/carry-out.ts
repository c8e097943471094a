import { namesOf, refuseAs } from '../requests.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import { before } from '../tasks/deadline.ts'
import type { Deadline } from '../tasks/deadline.ts'
import { changeEnd, checkChange, release, setStatus, upgrade } from './changes.ts'
import type { Call, Context } from './context.ts'
import { describe } from './describe.ts'
import { open } from './open.ts'
import { orderPaid } from './order-paid.ts'

/** What work under way may still take to say so after the budget is spent. */
const graceMs = 500

/**
 * Carries out one request within the budget of its call. What takes longer is answered for as being under way, and its result
 * kept for the next call; what fails here and not in a handler is the store's fault, and told to the seller.
 */
export async function carryOut(
  context: Context,
  request: SellerRequest,
  deadline: Deadline,
): Promise<Outcome> {
  const { activity } = request
  try {
    const found = await before(deadline, dispatch({ ...context, deadline }, request), graceMs)
    const outcome: Outcome = found?.value ?? { kind: 'under way' }
    if (deadline.isOver()) complainOfBudget(context, request, outcome)
    // Nothing was promised yet: without an id the marketplace could not be told that an opening goes on.
    return outcome.kind === 'under way' && activity === 'open'
      ? refuseAs('failed', 'What was bought could not be found out in time.')
      : outcome
  } catch (error) {
    context.onProblem({ code: 'store_failed', message: 'The store failed.', ...namesOf(request), error })
    return refuseAs('failed', 'An internal error of the seller happened.')
  }
}

/** What goes on behind its answer; of an opening too, which is told with its id. */
function complainOfBudget({ onProblem, budgetMs }: Context, request: SellerRequest, outcome: Outcome): void {
  if (outcome.kind !== 'under way' && outcome.kind !== 'opening') return
  const { activity } = request
  const message = `${activity} took longer than ${budgetMs} ms and goes on; the marketplace was answered without it.`
  const opening = outcome.kind === 'opening' && { instanceId: outcome.instanceId }
  onProblem({ code: 'over_budget', message, ...namesOf(request), ...opening })
}

function dispatch(call: Call, request: SellerRequest): Promise<Outcome> {
  switch (request.activity) {
    case 'open':
      return open(call, request)
    case 'describe':
      return describe(call, request)
    case 'changeEnd':
      return changeEnd(call, request)
    case 'freeze':
    case 'unfreeze':
      return setStatus(call, request)
    case 'release':
      return release(call, request)
    case 'upgrade':
      return upgrade(call, request)
    case 'checkChange':
      return checkChange(call, request)
    case 'orderPaid':
      return orderPaid(call, request)
  }
}
