import { aesFieldResults } from './aes-fields.ts'
import { akSkResults } from './ak-sk.ts'
import { bodySignResults } from './body-sign.ts'
import type { VectorResult } from './result.ts'
import { saasV1Results } from './saas-v1.ts'
import { saasV2Results } from './saas-v2.ts'

/** Every vector of the protocols. */
export const runVectors = async (): Promise<VectorResult[]> => [
  ...(await saasV2Results()),
  ...saasV1Results(),
  ...bodySignResults(),
  ...aesFieldResults(),
  ...akSkResults(),
]
