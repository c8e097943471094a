import { omitUndefined } from '@loggia/kernel'
import type { Id, Language } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'
import { findSetting, notify, record, settleMessage } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { decideState, listHints } from '../rules.ts'
import { feedbackPresets, feedbackSettings } from '../schema.ts'
import type { Feedback, FeedbackText, FeedbackWriter } from '../schema.ts'
import * as store from '../store/index.ts'
import { toFactOfText, operators, queueSubject, toMessage, toSeller } from './context.ts'
import type { FeedbackContext, Held } from './context.ts'

type NewText = {
  readonly by: FeedbackWriter
  readonly stars?: number | undefined
  readonly text?: string | undefined
  readonly author?: Text
  readonly language: Language
}

/** Writing, publishing and removing the versions of ratings, questions and answers. */
export function createTexts({ clock, ids }: Pick<FeedbackContext, 'clock' | 'ids'>) {
  /** Stores a text, which waits for an operator, or is published at once if the market does so. */
  async function write(
    tx: Tx,
    held: Held,
    { actor, asked }: { readonly actor: MemberActor; readonly asked: NewText },
  ): Promise<FeedbackText> {
    const now = clock.now()
    const { feedback } = held
    const others = held.texts.filter(({ by }) => by === asked.by)
    const waiting = others.filter(({ state }) => state === 'waiting')
    await store.saveTexts(tx, waiting.map(replace))
    const text: FeedbackText = omitUndefined({
      ...asked,
      id: ids.next('fbt'),
      feedbackId: feedback.id,
      state: 'waiting',
      writtenAt: now,
      writtenBy: actor.memberId,
      waitsSince: now,
    })
    const wasEmpty = (await store.countOpen(tx)) === 0
    await store.insertTexts(tx, [text])
    const { publicAt, answeredAt } = feedback
    const waitedMs =
      asked.by === 'seller' && answeredAt === undefined && publicAt !== undefined ? now - publicAt : undefined
    const { stars } = asked
    const data = { ...toFactOfText(feedback, text), changed: others.length > 0, stars, waitedMs }
    await record(tx, 'feedback.written', { subject: feedback.id, data: omitUndefined(data) })
    if (wasEmpty)
      await notify(tx, 'feedback_waits', operators, {
        subject: queueSubject,
        data: await toMessage(tx, feedback),
      })
    const isAtOnce =
      ((await findSetting(tx, feedbackSettings.feedbackAtOnce)) ?? feedbackPresets.feedbackAtOnce) &&
      listHints(asked.text ?? '').length === 0
    if (!isAtOnce) return text
    const texts = [...others.filter(({ state }) => state !== 'waiting'), text]
    return publish(tx, { feedback, texts }, { text, isAtOnce: true })
  }

  const replace = (text: FeedbackText): FeedbackText =>
    withoutWait({ ...text, state: decideState(text, 'replace') })

  /**
   * Shows the text to everybody, in the place of the one before; or keeps what is shown. Throws
   * `feedback.decided_already`.
   */
  async function publish(
    tx: Tx,
    { feedback, texts }: Held,
    { text, isAtOnce, operatorId }: { text: FeedbackText; isAtOnce: boolean; operatorId?: Id<'mbr'> },
  ): Promise<FeedbackText> {
    const now = clock.now()
    const state = decideState(text, 'publish')
    const isKept = text.state === 'published'
    const before = texts.find((one) => one.by === text.by && one.state === 'published' && one.id !== text.id)
    // A hidden text does not come back over a newer one.
    if (before && text.state === 'hidden') decideState({ state: 'replaced' }, 'publish')
    if (before) await store.saveTexts(tx, [replace(before)])
    const decided = omitUndefined({ decidedAt: now, decidedBy: operatorId })
    const published: FeedbackText = isAtOnce
      ? { ...text, state }
      : { ...withoutWait({ ...text, state }), ...decided }
    await store.saveTexts(tx, [published])
    const fact = toFactOfText(feedback, text)
    if (isKept) await record(tx, 'feedback.kept', { subject: feedback.id, data: fact })
    else {
      await record(tx, 'feedback.published', { subject: feedback.id, data: { ...fact, atOnce: isAtOnce } })
      await show(tx, feedback, published)
    }
    if (isKept && text.report) await tellOfReport(tx, feedback, false)
    return published
  }

  /** What a published text changes for everybody, and whom it concerns. */
  async function show(tx: Tx, feedback: Feedback, text: FeedbackText): Promise<void> {
    const data = await toMessage(tx, feedback)
    const about = { subject: feedback.id, data }
    const buyer = toBuyer(feedback)
    if (text.by === 'seller') {
      await store.save(tx, { ...feedback, answeredAt: feedback.answeredAt ?? text.writtenAt })
      await notify(tx, 'answer_published', toSeller(feedback), about)
      if (buyer) await notify(tx, 'feedback_answered', buyer, about)
      return
    }
    await setPublic(tx, feedback, text)
    if (buyer) await notify(tx, 'feedback_published', buyer, about)
    const { stars } = text
    await notify(tx, 'feedback_received', toSeller(feedback), {
      subject: feedback.id,
      data: omitUndefined({ ...data, stars }),
    })
  }

  /** Keeps the numbers of ratings as they are published; without a text nothing of it is public. */
  async function setPublic(tx: Tx, feedback: Feedback, text: FeedbackText | undefined): Promise<Feedback> {
    if (feedback.kind === 'rating') {
      const { productId, sellerId, publicStars } = feedback
      if (publicStars !== undefined)
        await store.addToCount(tx, { productId, sellerId, stars: publicStars }, -1)
      if (text?.stars !== undefined) await store.addToCount(tx, { productId, sellerId, stars: text.stars }, 1)
    }
    const { publicAt: _at, ...rest } = feedback
    const publicAt = text && clock.now()
    const changed: Feedback =
      rest.kind === 'rating'
        ? omitUndefined({ ...rest, publicAt, publicStars: text?.stars })
        : omitUndefined({ ...rest, publicAt })
    await store.save(tx, changed)
    return changed
  }

  /** Refuses a text, or hides a published one. Throws `feedback.decided_already`. */
  async function refuse(
    tx: Tx,
    { feedback, texts }: Held,
    { text, reason, operatorId }: { text: FeedbackText; reason: string; operatorId: Id<'mbr'> },
  ): Promise<FeedbackText> {
    const state = decideState(text, 'refuse')
    const isHidden = state === 'hidden'
    const decision = { decidedAt: clock.now(), decidedBy: operatorId, reason }
    const refused: FeedbackText = { ...withoutWait({ ...text, state }), ...decision }
    await store.saveTexts(tx, [refused])
    const data = { ...toFactOfText(feedback, text), reason }
    await record(tx, isHidden ? 'feedback.hidden' : 'feedback.refused', { subject: feedback.id, data })
    if (text.by === 'buyer' && isHidden) await setPublic(tx, feedback, undefined)
    if (text.by === 'seller') await reopen(tx, feedback, { texts, refused })
    const message = { ...(await toMessage(tx, feedback)), hidden: isHidden, reason }
    const about = { subject: feedback.id, data: message }
    const buyer = toBuyer(feedback)
    if (text.by === 'seller') await notify(tx, 'answer_refused', toSeller(feedback), about)
    else if (buyer) await notify(tx, 'feedback_refused', buyer, about)
    if (text.report) await tellOfReport(tx, feedback, true)
    return refused
  }

  /** It waits for an answer again if none is left. */
  async function reopen(
    tx: Tx,
    feedback: Feedback,
    { texts, refused }: { readonly texts: readonly FeedbackText[]; readonly refused: FeedbackText },
  ): Promise<void> {
    const isLeft = texts.some(
      ({ id, by, state }) => by === 'seller' && state !== 'hidden' && id !== refused.id,
    )
    if (isLeft) return
    const { answeredAt: _at, ...rest } = feedback
    await store.save(tx, rest)
  }

  async function tellOfReport(tx: Tx, feedback: Feedback, hidden: boolean): Promise<void> {
    const data = { ...(await toMessage(tx, feedback)), hidden }
    await notify(tx, 'report_decided', toSeller(feedback), { subject: feedback.id, data })
  }

  /** Takes a rating back with its answers. */
  async function withdraw(tx: Tx, { feedback, texts }: Held): Promise<Feedback> {
    await store.saveTexts(
      tx,
      texts.map((text) => withoutWait({ ...text, state: decideState(text, 'withdraw') })),
    )
    const { answeredAt: _at, ...rest } = feedback
    return setPublic(tx, { ...rest, withdrawnAt: clock.now() }, undefined)
  }

  /** The message to operators is done with once nothing waits. */
  async function settleQueue(tx: Tx): Promise<void> {
    if ((await store.countOpen(tx)) === 0)
      await settleMessage(tx, 'feedback_waits', operators, { subject: queueSubject })
  }

  return { write, publish, refuse, withdraw, settleQueue }
}

function withoutWait(text: FeedbackText): FeedbackText {
  const { waitsSince: _since, ...rest } = text
  return rest
}

const toBuyer = ({ buyerId }: Feedback) =>
  buyerId === undefined ? undefined : ({ kind: 'buyer', id: buyerId } as const)

export type Texts = ReturnType<typeof createTexts>
