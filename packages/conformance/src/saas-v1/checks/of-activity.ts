import type { Check } from '../../engine/check.ts'
import type { SaasV1Activity } from '../messages.ts'
import { requireOffered } from '../steps.ts'

/** Checks of an activity that a product may do without: skipped where it is not offered. */
export const limitToActivity = (activity: SaasV1Activity, checks: readonly Check[]): readonly Check[] =>
  checks.map((check) => ({
    ...check,
    judge: async (look, made) => {
      // Side by side: an activity that hangs is then waited for once and not twice.
      const judging = Promise.resolve().then(() => check.judge(look, made))
      const [offered, judged] = await Promise.allSettled([requireOffered(look, activity), judging])
      if (offered.status === 'rejected') throw offered.reason
      if (judged.status === 'rejected') throw judged.reason
      return judged.value
    },
  }))
