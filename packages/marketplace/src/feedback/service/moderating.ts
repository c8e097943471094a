import type { Id } from '@loggia/kernel'
import { requireOperator } from '../../parties/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { feedbackProblems } from '../problems.ts'
import type { FeedbackState } from '../schema.ts'
import * as store from '../store/index.ts'
import type { FeedbackContext } from './context.ts'
import type { Texts } from './texts.ts'

/** What operators decide about texts. */
export function createModerating(context: FeedbackContext, texts: Texts) {
  async function lockText(tx: Tx, id: Id<'fbt'>) {
    const feedbackId = await store.findFeedbackOf(tx, id)
    const feedback = feedbackId && (await store.lock(tx, feedbackId))
    if (!feedback) throw feedbackProblems.text_not_found({ textId: id })
    const live = await store.listLiveTexts(tx, feedback.id)
    const text = live.find((one) => one.id === id)
    if (!text) throw feedbackProblems.decided_already()
    return { held: { feedback, texts: live }, text }
  }

  /**
   * Publishes texts, or keeps those that are published, all or none. Throws `feedback.text_not_found`,
   * `feedback.decided_already`.
   */
  const publish = (actor: MemberActor, ids: readonly Id<'fbt'>[]): Promise<number> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const each = [...new Set(ids)].toSorted()
      for (const id of each) {
        const { held, text } = await lockText(tx, id)
        await texts.publish(tx, held, { text, isAtOnce: false, operatorId: actor.memberId })
      }
      await texts.settleQueue(tx)
      return each.length
    })

  /** Refuses a text, or hides a published one. Throws `feedback.text_not_found`, `feedback.decided_already`. */
  const refuse = (actor: MemberActor, id: Id<'fbt'>, reason: string): Promise<FeedbackState> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const { held, text } = await lockText(tx, id)
      const refused = await texts.refuse(tx, held, { text, reason, operatorId: actor.memberId })
      await texts.settleQueue(tx)
      return refused.state
    })

  return { publish, refuse }
}
