import { toNames, refuseAs } from '../requests.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import { withDeadline } from '../tasks/deadline.ts'
import type { Deadline } from '../tasks/deadline.ts'
import type { FamilyContext } from './context.ts'
import { carryOutKit } from './kit/carry-out.ts'
import { carryOutLicenseOnline, carryOutLicenseV1 } from './licenses/carry-out.ts'
import { carryOutLicenseCode } from './licenses/codes.ts'
import { handleOrderPaid } from './notifications/order-paid.ts'
import { carryOutSaas } from './saas/carry-out.ts'

/** How long after the budget the work may still report that it is under way, in milliseconds. */
const graceMs = 500

/**
 * Carries out one request within the budget of its call. If it takes longer, the outcome is `under way`, and the result
 * is kept for the next call. An error that is not from a handler comes from the store and is reported as
 * `store_failed`.
 */
export async function carryOut(
  context: FamilyContext,
  request: SellerRequest,
  deadline: Deadline,
): Promise<Outcome> {
  const { activity } = request
  try {
    const found = await withDeadline(deadline, dispatch(context, request, deadline), graceMs)
    const outcome: Outcome = found?.value ?? { kind: 'under way' }
    if (deadline.isOver()) complainOfBudget(context, request, { outcome, budgetMs: deadline.ms })
    // An opening that goes on can only be reported with the id of the instance, and there is none yet.
    return outcome.kind === 'under way' && activity === 'open'
      ? refuseAs('failed', 'What was bought could not be found out in time.')
      : outcome
  } catch (error) {
    context.onProblem({ code: 'store_failed', message: 'The store failed.', ...toNames(request), error })
    return refuseAs('failed', 'An internal error of the seller happened.')
  }
}

/** Reports work that goes on after its call was answered, including an `open`. */
function complainOfBudget(
  { onProblem }: FamilyContext,
  request: SellerRequest,
  { outcome, budgetMs }: { readonly outcome: Outcome; readonly budgetMs: number },
): void {
  if (outcome.kind !== 'under way' && outcome.kind !== 'opening') return
  const { activity } = request
  const message = `${activity} took longer than ${budgetMs} ms and continues; the marketplace got a response without its result.`
  const opening = outcome.kind === 'opening' && { instanceId: outcome.instanceId }
  onProblem({ code: 'over_budget', message, ...toNames(request), ...opening })
}

async function dispatch(
  context: FamilyContext,
  request: SellerRequest,
  deadline: Deadline,
): Promise<Outcome> {
  const { saas, licenseV1, licenseCode, licenseOnline, notifications, kit } = context.handlers
  switch (request.family) {
    case 'saas':
      return saas ? carryOutSaas({ ...context, handlers: saas, deadline }, request) : notServed
    case 'licenseV1':
      return licenseV1 ? carryOutLicenseV1({ ...context, handlers: licenseV1, deadline }, request) : notServed
    case 'licenseCode':
      return licenseCode
        ? carryOutLicenseCode({ ...context, handlers: licenseCode, deadline }, request)
        : notServed
    case 'licenseOnline':
      return licenseOnline
        ? carryOutLicenseOnline({ ...context, handlers: licenseOnline, deadline }, request)
        : notServed
    case 'notifications':
      return notifications
        ? handleOrderPaid({ ...context, handlers: notifications, deadline }, request)
        : notServed
    case 'kit':
      return kit ? carryOutKit({ ...context, handlers: kit, deadline }, request) : notServed
  }
}

/** Cannot happen: a protocol whose family has no handlers is refused before its request is read. */
const notServed = refuseAs('invalid', 'This is not served here.')
