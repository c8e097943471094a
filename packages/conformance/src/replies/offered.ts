import type { Check, Look, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { isAlike, isDone } from './verdicts.ts'

/** Requests of an activity: the plain right one, others of the same activity, and one of an activity that cannot exist. */
type Activity = {
  readonly plain: Step<Exchange>
  readonly others: readonly Step<Exchange>[]
  readonly unknown: Step<Exchange>
}

/**
 * Whether a server answers an activity in another way than one that cannot exist. A server that demands too much refuses
 * the plain request with the same code; so others are tried before it counts as not offered.
 */
export async function isOffered(look: Look, { plain, others, unknown }: Activity): Promise<boolean> {
  const first = await look(plain)
  if (isDone(first)) return true
  const none = await look(unknown)
  if (!isAlike(first, none)) return true
  const answers = await Promise.all(others.map((one) => look(one)))
  return answers.some((one) => one.reply && !isAlike(one, none))
}

/**
 * Checks of something that not every product has: they are skipped if `requireOffered` throws a {@link CannotJudge}.
 */
export const limitChecks = (
  requireOffered: (look: Look) => Promise<void>,
  checks: readonly Check[],
): readonly Check[] =>
  checks.map((check) => ({
    ...check,
    judge: async (look, made) => {
      // In parallel, so that an activity that hangs is waited for only once.
      const judging = Promise.resolve().then(() => check.judge(look, made))
      const [offered, judged] = await Promise.allSettled([requireOffered(look), judging])
      if (offered.status === 'rejected') throw offered.reason
      if (judged.status === 'rejected') throw judged.reason
      return judged.value
    },
  }))
