import { resultCodes } from '@loggia/protocol/license/v1'
import type { Check } from '../engine/check.ts'
import { createReplyChecks } from '../replies/checks.ts'
import { createBodySignChecks } from '../tokened/body-sign.ts'
import { getLicenseChecks } from './checks/get-license.ts'
import { lifeChecks } from './checks/life.ts'
import { proofChecks } from './checks/proofs.ts'
import { purchaseChecks } from './checks/purchases.ts'
import { refusalChecks } from './checks/refusals.ts'
import { firstOpening, plainExchanges, unknownActivity, unprovedStep } from './steps.ts'

/** Every check of License 1.0, in the order in which reports show them. */
export const licenseV1Checks: readonly Check[] = [
  ...proofChecks,
  ...createReplyChecks({
    prefix: 'license-v1',
    source: 'license §1; saas-v1 §2',
    codes: Object.keys(resultCodes),
    messageLevel: 'must',
    exchanges: plainExchanges,
    first: firstOpening,
    refusals: [unknownActivity, unprovedStep],
  }),
  ...createBodySignChecks({ prefix: 'license-v1', exchanges: plainExchanges }),
  ...getLicenseChecks,
  ...purchaseChecks,
  ...lifeChecks,
  ...refusalChecks,
]
