import type { RunSettings } from '../engine/run.ts'
import type { CheckedProtocol } from '../suites.ts'
import {
  allWrongKitV1,
  allWrongKitV2,
  kitSettings,
  plainKitV1,
  plainKitV2,
  rightKitV1,
  rightKitV2,
} from './kit/index.ts'
import { plainLicenseCode, rightLicenseCode, wrongLicenseCode } from './license-code/index.ts'
import { corpusCodes } from './license-code/right.ts'
import { plainLicenseOnline, rightLicenseOnline, wrongLicenseOnline } from './license-online/index.ts'
import { plainLicenseV1, rightLicenseV1, wrongLicenseV1 } from './license-v1/index.ts'
import {
  plainOrderNotification,
  rightOrderNotification,
  wrongOrderNotification,
} from './order-notification/index.ts'
import { rightSaasV1, wrongSaasV1 } from './saas-v1/index.ts'
import { plainSaasV1 } from './saas-v1/plain.ts'
import { rightSaasV2, wrongSaasV2 } from './saas-v2/index.ts'
import { plainSaasV2 } from './saas-v2/plain.ts'
import { plainSso, rightSso, ssoSettings, wrongSso } from './sso/index.ts'
import type { RightSeller, WrongSeller } from './seller.ts'

/** The sellers of one protocol, and the settings that a check of them needs in addition to their address. */
type Sellers = {
  readonly right: readonly RightSeller[]
  /** Correct sellers that do no more than they must: they follow no advice, but break no rule. */
  readonly plain: readonly RightSeller[]
  readonly wrong: readonly WrongSeller[]
  readonly settings?: Partial<RunSettings>
}

/** Right and wrong sellers of each protocol. */
export const corpus: Readonly<Record<CheckedProtocol, Sellers>> = {
  'saas-v2': { right: rightSaasV2, plain: plainSaasV2, wrong: wrongSaasV2 },
  'saas-v1': {
    right: rightSaasV1,
    plain: plainSaasV1,
    wrong: wrongSaasV1,
    settings: { keyBits: 256 },
  },
  'license-online': { right: rightLicenseOnline, plain: plainLicenseOnline, wrong: wrongLicenseOnline },
  'license-code': {
    right: rightLicenseCode,
    plain: plainLicenseCode,
    wrong: wrongLicenseCode,
    settings: { licenses: corpusCodes },
  },
  'license-v1': { right: rightLicenseV1, plain: plainLicenseV1, wrong: wrongLicenseV1 },
  'order-notification': {
    right: rightOrderNotification,
    plain: plainOrderNotification,
    wrong: wrongOrderNotification,
  },
  'kit-v2': { right: rightKitV2, plain: plainKitV2, wrong: allWrongKitV2, settings: kitSettings },
  'kit-v1': { right: rightKitV1, plain: plainKitV1, wrong: allWrongKitV1, settings: kitSettings },
  sso: { right: rightSso, plain: plainSso, wrong: wrongSso, settings: ssoSettings },
}
