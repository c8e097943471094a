import { resultCodes } from '@loggia/protocol/saas/v1'
import type { Check } from '../engine/check.ts'
import { createReplyChecks } from '../replies/checks.ts'
import { createBodySignChecks } from '../tokened/body-sign.ts'
import { accessInPurchaseChecks, accessInQueryChecks } from './checks/app-info.ts'
import { lifeChecks } from './checks/life.ts'
import { messageRefusedChecks } from './checks/messages-refused.ts'
import { newInstanceChecks } from './checks/new-instance.ts'
import { proofAcceptedChecks, proofRefusedChecks } from './checks/proofs.ts'
import { purchaseChecks } from './checks/purchases.ts'
import { queryInstanceChecks } from './checks/query-instance.ts'
import { firstOpening, plainExchanges, unknownActivity, unprovedStep } from './steps.ts'

/** Every check of SaaS V1.0, in the order in which reports show them. */
export const saasV1Checks: readonly Check[] = [
  ...proofRefusedChecks,
  ...proofAcceptedChecks,
  ...createReplyChecks({
    prefix: 'v1',
    source: 'saas-v1 §2',
    codes: Object.keys(resultCodes),
    messageLevel: 'must',
    exchanges: plainExchanges,
    first: firstOpening,
    refusals: [unknownActivity, unprovedStep],
  }),
  ...createBodySignChecks({ prefix: 'v1', exchanges: plainExchanges }),
  ...newInstanceChecks,
  ...purchaseChecks,
  ...accessInPurchaseChecks,
  ...lifeChecks,
  ...queryInstanceChecks,
  ...accessInQueryChecks,
  ...messageRefusedChecks,
]
