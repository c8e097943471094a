import type { Check } from '../../engine/check.ts'
import { limitChecks } from '../../replies/offered.ts'
import type { SaasV1Activity } from '../messages.ts'
import { requireOffered } from '../steps.ts'

/** Checks of an activity that not every product needs; they are skipped if it is not offered. */
export const limitToActivity = (activity: SaasV1Activity, checks: readonly Check[]): readonly Check[] =>
  limitChecks((look) => requireOffered(look, activity), checks)
