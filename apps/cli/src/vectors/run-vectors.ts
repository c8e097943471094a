import { checkAesFieldVectors } from './aes-fields.ts'
import { checkAkSkVectors } from './ak-sk.ts'
import { checkBodySignVectors } from './body-sign.ts'
import { checkKitVectors } from './kit.ts'
import type { VectorResult } from './result.ts'
import { checkSaasV1Vectors } from './saas-v1.ts'
import { checkSaasV2Vectors } from './saas-v2.ts'

/** Runs all vectors of the protocols. */
export const runVectors = async (): Promise<VectorResult[]> => [
  ...(await checkSaasV2Vectors()),
  ...checkSaasV1Vectors(),
  ...checkBodySignVectors(),
  ...checkAesFieldVectors(),
  ...checkAkSkVectors(),
  ...(await checkKitVectors()),
]
