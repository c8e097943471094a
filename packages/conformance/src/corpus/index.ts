import type { CheckedProtocol } from '../suites.ts'
import { rightSaasV2, wrongSaasV2 } from './saas-v2/index.ts'
import type { RightSeller, WrongSeller } from './seller.ts'

/** Right and wrong sellers of each protocol. */
export const corpus: Readonly<
  Record<CheckedProtocol, { readonly right: readonly RightSeller[]; readonly wrong: readonly WrongSeller[] }>
> = {
  'saas-v2': { right: rightSaasV2, wrong: wrongSaasV2 },
}
