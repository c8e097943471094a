import type { Check } from '../../engine/check.ts'
import type { SaasV1Activity } from '../messages.ts'
import { requireOffered } from '../steps.ts'

/** Checks of an activity that a product may do without: skipped where it is not offered. */
export const ofActivity = (activity: SaasV1Activity, checks: readonly Check[]): readonly Check[] =>
  checks.map((check) => ({
    ...check,
    judge: async (look, made) => {
      await requireOffered(look, activity)
      return check.judge(look, made)
    },
  }))
