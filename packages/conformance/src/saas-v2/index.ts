import type { Check } from '../engine/check.ts'
import { flagChecks } from './checks/flags.ts'
import { endingChecks } from './checks/endings.ts'
import { createMemberChecks } from './checks/members.ts'
import { newInstanceChecks } from './checks/new-instance.ts'
import { limitToOffered } from './checks/of-activity.ts'
import { proofAcceptedChecks } from './checks/proof-accepted.ts'
import { proofRefusedChecks } from './checks/proof-refused.ts'
import { purchaseChecks } from './checks/purchases.ts'
import { queryChecks } from './checks/query.ts'
import { queryMemberChecks } from './checks/query-members.ts'
import { refusalChecks } from './checks/refusals.ts'
import { renewalChecks } from './checks/renewals.ts'
import { replyChecks } from './checks/replies.ts'
import { timeChecks } from './checks/time.ts'

/** Every check of SaaS V2.0, in the order in which reports show them. */
export const saasV2Checks: readonly Check[] = [
  ...proofAcceptedChecks,
  ...proofRefusedChecks,
  ...replyChecks,
  ...newInstanceChecks,
  ...purchaseChecks,
  ...createMemberChecks('newInstance'),
  ...queryChecks,
  ...queryMemberChecks,
  ...createMemberChecks('queryInstance'),
  ...limitToOffered([
    ...renewalChecks,
    ...endingChecks,
    ...createMemberChecks('refreshInstance'),
    ...createMemberChecks('updateInstanceStatus'),
    ...createMemberChecks('releaseInstance'),
    ...createMemberChecks('upgradeInstance'),
    ...createMemberChecks('changeInstanceCheck'),
    ...refusalChecks,
  ]),
  ...flagChecks,
  ...timeChecks,
]
