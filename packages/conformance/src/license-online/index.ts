import { resultCodes } from '@loggia/protocol/license/online'
import type { Check, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { createReplyChecks } from '../replies/checks.ts'
import { createQuickCheck } from '../replies/time.ts'
import { applicationChecks } from './checks/applications.ts'
import { lifeChecks, openingChecks } from './checks/lives.ts'
import { proofChecks } from './checks/proofs.ts'
import { createMembersOf, refusalChecks } from './checks/refusals.ts'
import { endings, renewals } from './lives.ts'
import { application, firstOpening, plainRefusals } from './steps.ts'

/** The simplest request of each activity. */
const plainRequests: readonly Step<Exchange>[] = [
  firstOpening,
  application,
  renewals.renewal,
  endings.frozen,
  endings.release,
]

/** Every check of online activation, in the order in which reports show them. */
export const licenseOnlineChecks: readonly Check[] = [
  ...proofChecks,
  ...createReplyChecks({
    prefix: 'license-online',
    source: 'license §2.4; saas-v2 §6',
    codes: Object.keys(resultCodes),
    messageLevel: 'should',
    exchanges: [...plainRequests, ...plainRefusals],
    first: firstOpening,
    refusals: plainRefusals,
  }),
  ...openingChecks,
  ...createMembersOf('newInstance'),
  ...applicationChecks,
  ...createMembersOf('getLicenseAsync'),
  ...lifeChecks,
  ...createMembersOf('refreshInstance'),
  ...createMembersOf('updateInstanceStatus'),
  ...createMembersOf('releaseInstance'),
  ...refusalChecks,
  createQuickCheck({
    prefix: 'license-online',
    source: 'license §3',
    level: 'must',
    fix: 'Answer within five seconds, and do the work in the background: newInstance and getLicenseAsync have 000004 for slow work.',
    exchanges: plainRequests,
  }),
]
