import { renewalPeriods } from '@loggia/protocol/console/subscriptions/kinds'
import type { RenewalPeriod } from '@loggia/protocol/console/subscriptions/kinds'

/**
 * R110: the period of an automatic renewal: the chosen one while it is sold, otherwise the shortest that is sold.
 * Undefined if none is.
 */
export const decideRenewalPeriod = (
  chosen: RenewalPeriod,
  sold: readonly RenewalPeriod[],
): RenewalPeriod | undefined =>
  sold.includes(chosen) ? chosen : renewalPeriods.find((period) => sold.includes(period))
