import { omitUndefined } from '@loggia/kernel'
import type { Id, Language } from '@loggia/kernel'
import type { Text } from '@loggia/protocol/console'
import type { RatingBar } from '@loggia/protocol/console/feedback/kinds'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import type { Product } from '../../catalog/index.ts'
import { requireBuyer, requireSeller } from '../../parties/index.ts'
import { notify, record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import { feedbackProblems } from '../problems.ts'
import {
  computeFloodStart,
  findBar,
  findBought,
  toMaskedName,
  requireOnSale,
  requireRoom,
  hasBeenListed,
} from '../rules.ts'
import type { Bought, Feedback, FeedbackState, FeedbackText, ProductQuestion, Rating } from '../schema.ts'
import * as store from '../store/index.ts'
import { toFact, toFactOfText, operators, queueSubject, toMessage } from './context.ts'
import type { FeedbackContext } from './context.ts'
import type { Texts } from './texts.ts'

type RatingAsk = {
  readonly stars: number
  readonly text?: string | undefined
  readonly showsName: boolean
}
/** A buyer's own rating, or why there can be none. */
export type OwnRating = {
  readonly bar?: RatingBar
  readonly names: { readonly masked: Text; readonly whole: Text }
  readonly bought?: Bought
  readonly texts: readonly FeedbackText[]
}

/** What buyers and sellers write. */
export function createWriting(context: FeedbackContext, texts: Texts) {
  const { clock, db, ids, health } = context

  async function getShown(from: Db, productId: Id<'prd'>): Promise<Product> {
    const product = await getProduct(from, productId)
    if (!hasBeenListed(product)) throw catalogProblems.product_not_found({ productId })
    return product
  }

  async function findRight(from: Db, buyerId: Id<'byr'>, product: Product) {
    const { id: productId, sellerId } = product
    const bought = findBought(await store.listPurchases(from, { buyerId, productId }), clock.now())
    const isConnected = await health.isConnected(from, { buyerId, sellerId })
    return omitUndefined({ bought, bar: findBar({ bought, isConnected, product }) })
  }

  async function requireFew(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
    await store.waitForTurn(tx, buyerId)
    requireRoom(await store.countWritten(tx, buyerId, computeFloodStart(clock.now())))
  }

  /** R286: the buyer's rating of a product. Throws `catalog.product_not_found`. */
  async function getOwnRating(actor: MemberActor, productId: Id<'prd'>): Promise<OwnRating> {
    const buyerId = requireBuyer(actor)
    const product = await getShown(db, productId)
    const [right, name, own] = await Promise.all([
      findRight(db, buyerId, product),
      store.getBuyerName(db, buyerId),
      store.findRating(db, { buyerId, productId }),
    ])
    const written = own ? await store.listTexts(db, [own.id]) : []
    return {
      ...right,
      names: { masked: toMaskedName(name), whole: name },
      texts: written.filter(({ by }) => by === 'buyer'),
    }
  }

  /**
   * R286: rates a product, or changes the rating: what is published stays until the new text is. Throws
   * `feedback.not_bought`, `feedback.own_seller`, `feedback.not_on_sale`, `feedback.too_many`.
   */
  const rate = (
    actor: MemberActor,
    productId: Id<'prd'>,
    { language, showsName, ...asked }: RatingAsk & { readonly language: Language },
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      const product = await getShown(tx, productId)
      await requireFew(tx, buyerId)
      const { bar, bought } = await findRight(tx, buyerId, product)
      if (bar !== undefined || !bought) throw feedbackProblems[bar ?? 'not_bought']()
      const feedback = await openRating(tx, { buyerId, product, bought })
      const name = await store.getBuyerName(tx, buyerId)
      const author = showsName ? name : toMaskedName(name)
      const held = { feedback, texts: await store.listLiveTexts(tx, feedback.id) }
      await texts.write(tx, held, { actor, asked: { ...asked, by: 'buyer', author, language } })
    })

  /** The buyer's rating of the product as it is, or a new one. */
  async function openRating(
    tx: Tx,
    of: { readonly buyerId: Id<'byr'>; readonly product: Product; readonly bought: Bought },
  ): Promise<Rating> {
    const { buyerId, bought } = of
    const { id: productId, sellerId } = of.product
    const known = await store.lockRating(tx, { buyerId, productId })
    if (known) {
      const { withdrawnAt: _at, ...rest } = known
      const opened = { ...rest, bought }
      await store.save(tx, opened)
      return opened
    }
    const common = { id: ids.next('fbk'), productId, sellerId, buyerId, createdAt: clock.now() }
    const rating: Rating = { ...common, kind: 'rating', bought }
    await store.insert(tx, [rating])
    return rating
  }

  /** Takes the buyer's rating back, also one that waits. Throws `feedback.no_rating`. */
  const withdrawRating = (actor: MemberActor, productId: Id<'prd'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const buyerId = requireBuyer(actor)
      await store.waitForTurn(tx, buyerId)
      const feedback = await store.lockRating(tx, { buyerId, productId })
      const live = feedback ? await store.listLiveTexts(tx, feedback.id) : []
      if (!feedback || live.length === 0) throw feedbackProblems.no_rating()
      await texts.withdraw(tx, { feedback, texts: live })
      await record(tx, 'feedback.withdrawn', { subject: feedback.id, data: toFact(feedback) })
      await texts.settleQueue(tx)
    })

  /** A service has ended: the rating of a purchase that was refunded in the first days is not shown any more. */
  async function hearServiceEnded(tx: Tx, event: SubscriptionEvents['ended']): Promise<void> {
    const owner = event.refundOrder && (await store.findServiceOwner(tx, event.subscriptionId))
    const feedback = owner && (await store.lockRating(tx, owner))
    if (!feedback) return
    const live = await store.listLiveTexts(tx, feedback.id)
    if (live.length === 0 || findBought(await store.listPurchases(tx, owner), clock.now())) return
    await texts.withdraw(tx, { feedback, texts: live })
    await record(tx, 'feedback.lapsed', { subject: feedback.id, data: toFact(feedback) })
    const data = await toMessage(tx, feedback)
    await notify(tx, 'rating_lapsed', { kind: 'buyer', id: owner.buyerId }, { subject: feedback.id, data })
    await texts.settleQueue(tx)
  }

  /** Asks about a product, before or after buying it. Throws `feedback.not_on_sale`, `feedback.too_many`. */
  const ask = (
    request: MemberRequest,
    productId: Id<'prd'>,
    { text, language }: { readonly text: string; readonly language: Language },
  ): Promise<FeedbackState> =>
    runInTx(context, request, async (tx) => {
      const { actor } = request
      const buyerId = requireBuyer(actor)
      const product = await getShown(tx, productId)
      requireOnSale(product)
      await requireFew(tx, buyerId)
      const common = { id: ids.next('fbk'), productId, sellerId: product.sellerId, buyerId }
      const question: ProductQuestion = { ...common, kind: 'question', createdAt: clock.now() }
      await store.insert(tx, [question])
      const author = toMaskedName(await store.getBuyerName(tx, buyerId))
      const held = { feedback: question, texts: [] }
      return (await texts.write(tx, held, { actor, asked: { by: 'buyer', text, author, language } })).state
    })

  /** What is public of the actor's seller. Throws `feedback.not_found`. */
  async function lockOfSeller(tx: Tx, actor: MemberActor, id: Id<'fbk'>): Promise<Feedback> {
    const feedback = await store.lock(tx, id)
    if (feedback?.sellerId !== requireSeller(actor) || feedback.publicAt === undefined)
      throw feedbackProblems.not_found({ feedbackId: id })
    return feedback
  }

  /** Answers, or changes the answer. Throws `feedback.not_found`, `feedback.not_on_sale`. */
  const answer = (
    actor: MemberActor,
    id: Id<'fbk'>,
    { text, language }: { readonly text: string; readonly language: Language },
  ): Promise<FeedbackState> =>
    runInTx(context, { actor }, async (tx) => {
      const feedback = await lockOfSeller(tx, actor, id)
      requireOnSale(await getProduct(tx, feedback.productId))
      const held = { feedback, texts: await store.listLiveTexts(tx, id) }
      const written = await texts.write(tx, held, { actor, asked: { by: 'seller', text, language } })
      const answeredAt = feedback.answeredAt ?? written.writtenAt
      await store.save(tx, { ...feedback, answeredAt })
      return written.state
    })

  /**
   * Asks operators to look at a published rating. Throws `feedback.not_found`, `feedback.only_ratings`,
   * `feedback.reported_already`.
   */
  const report = (actor: MemberActor, id: Id<'fbk'>, reason: string): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const feedback = await lockOfSeller(tx, actor, id)
      if (feedback.kind !== 'rating') throw feedbackProblems.only_ratings()
      const text = (await store.listLiveTexts(tx, id)).find(
        (one) => one.by === 'buyer' && one.state === 'published',
      )
      if (!text) throw feedbackProblems.not_found({ feedbackId: id })
      if (text.report) throw feedbackProblems.reported_already()
      const now = clock.now()
      const wasEmpty = (await store.countOpen(tx)) === 0
      await store.saveTexts(tx, [
        { ...text, waitsSince: text.waitsSince ?? now, report: { at: now, reason } },
      ])
      await record(tx, 'feedback.reported', {
        subject: id,
        data: { ...toFactOfText(feedback, text), reason },
      })
      if (wasEmpty)
        await notify(tx, 'feedback_waits', operators, {
          subject: queueSubject,
          data: await toMessage(tx, feedback),
        })
    })

  return { getOwnRating, rate, withdrawRating, hearServiceEnded, ask, answer, report }
}
