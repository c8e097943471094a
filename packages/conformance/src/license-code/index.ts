import { resultCodes } from '@loggia/protocol/license/code'
import type { Check } from '../engine/check.ts'
import { createReplyChecks } from '../replies/checks.ts'
import { createQuickCheck } from '../replies/time.ts'
import { createReleasedChecks } from '../stamped/lives/endings.ts'
import { createFlagChecks } from '../stamped/lives/flags.ts'
import { createPlainChecks } from '../stamped/lives/messages.ts'
import { limitChecks } from '../replies/offered.ts'
import { proofChecks } from './checks/proofs.ts'
import { refusalChecks } from './checks/refusals.ts'
import {
  endings,
  firstRequest,
  limitToOffered,
  offeredCheck,
  optional,
  plainRefusals,
  plainRequests,
  renewals,
  requireKnown,
  rules,
} from './lives.ts'

const exchanges = Object.values(plainRequests)
const later = 'Answer 000003: after a success, the marketplace would assume that the license can be used.'

/** Every check of the callbacks about authorisation codes, in the order in which reports show them. */
export const licenseCodeChecks: readonly Check[] = [
  ...proofChecks,
  ...createReplyChecks({
    prefix: 'license-code',
    source: 'license §2.3, §2.4; saas-v2 §6',
    codes: Object.keys(resultCodes).filter((code) => code <= '000005'),
    messageLevel: 'should',
    exchanges: [...exchanges, ...plainRefusals],
    first: firstRequest,
    refusals: plainRefusals,
  }),
  offeredCheck,
  ...limitToOffered(createPlainChecks(rules, [...renewals.plain, ...endings.plain])),
  ...limitToOffered(
    createReleasedChecks(rules, endings, [
      { activity: 'refreshLicenseCode', short: 'refresh', fix: later },
      { activity: 'updateLicenseCodeStatus', short: 'status', fix: later },
    ]),
  ),
  ...limitChecks(requireKnown, createFlagChecks(rules)),
  ...limitChecks(requireKnown, optional.checks),
  ...refusalChecks,
  createQuickCheck({
    prefix: 'license-code',
    source: 'license §2.3',
    level: 'must',
    fix: 'Answer within five seconds, and do the work in the background.',
    exchanges,
  }),
]
