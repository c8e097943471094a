import { Problem } from '@loggia/kernel'
import type { ServiceAct } from '@loggia/protocol/console'

/** Why something is refused; undefined if it is not. */
export async function findRefusal(work: () => Promise<unknown>): Promise<Problem | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Whether something may be done, and if not, why. */
export function toAct(refused: Problem | undefined): ServiceAct {
  if (!refused) return { allowed: true }
  const { code, sentences } = refused
  return { allowed: false, refusal: { code, sentence: { zh: sentences['zh-CN'], en: sentences['en-US'] } } }
}
