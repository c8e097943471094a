import type { RunSettings } from '../engine/run.ts'
import type { CheckedProtocol } from '../suites.ts'
import { rightOrderNotification, wrongOrderNotification } from './order-notification/index.ts'
import { rightSaasV1, wrongSaasV1 } from './saas-v1/index.ts'
import { rightSaasV2, wrongSaasV2 } from './saas-v2/index.ts'
import type { RightSeller, WrongSeller } from './seller.ts'

/** The sellers of one protocol, and what has to be said beside their address to check them. */
type Sellers = {
  readonly right: readonly RightSeller[]
  readonly wrong: readonly WrongSeller[]
  readonly settings?: Partial<RunSettings>
}

/** Right and wrong sellers of each protocol. */
export const corpus: Readonly<Record<CheckedProtocol, Sellers>> = {
  'saas-v2': { right: rightSaasV2, wrong: wrongSaasV2 },
  'saas-v1': { right: rightSaasV1, wrong: wrongSaasV1, settings: { keyBits: 256 } },
  'order-notification': { right: rightOrderNotification, wrong: wrongOrderNotification },
}
