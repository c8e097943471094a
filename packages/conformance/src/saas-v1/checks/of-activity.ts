import type { Check } from '../../engine/check.ts'
import type { SaasV1Activity } from '../messages.ts'
import { requireOffered } from '../steps.ts'

/** Checks of an activity that not every product needs; they are skipped if it is not offered. */
export const limitToActivity = (activity: SaasV1Activity, checks: readonly Check[]): readonly Check[] =>
  checks.map((check) => ({
    ...check,
    judge: async (look, made) => {
      // In parallel, so that an activity that hangs is waited for only once.
      const judging = Promise.resolve().then(() => check.judge(look, made))
      const [offered, judged] = await Promise.allSettled([requireOffered(look, activity), judging])
      if (offered.status === 'rejected') throw offered.reason
      if (judged.status === 'rejected') throw judged.reason
      return judged.value
    },
  }))
