import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, fromHours, toId } from '@loggia/kernel'
import {
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
  listWorldEngines,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { allPromised } from '../embedded/index.ts'
import type { GivenProduct } from '../embedded/given.ts'
import type { MemberActor } from '../platform/index.ts'
import { listHistory, runInTx, system } from '../platform/index.ts'
import { countRatingsAnew } from './testing/recount.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const language = 'en-US'
const five = { stars: 5, text: 'It does what it promises.', showsName: false, language } as const

describe.each(listWorldEngines(postgresUrl))('reviews and questions on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let product: GivenProduct
  let buyer: MemberActor
  let operator: MemberActor
  let bought: Awaited<ReturnType<typeof openBoughtService>>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(openAtOnce)
  })
  beforeEach(async () => {
    product = await world.given.listedProduct(server.url, undefined, { afterSale: allPromised })
    buyer = await world.given.buyer()
    operator = await world.given.operator()
    bought = await openBoughtService(world, buyer, product.productId)
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  const feedback = () => world.market.feedback
  const rate = (ask: { readonly stars?: number; readonly text?: string } = {}, actor = buyer) =>
    feedback().rate(actor, product.productId, { ...five, ...ask })
  const waiting = async () =>
    (await feedback().listModerated(operator, { show: 'open' }, { limit: 100 })).items
  const publishAll = async () =>
    feedback().publish(
      operator,
      (await waiting()).map(({ id }) => id),
    )
  const shown = (query: { stars?: number } = {}) =>
    feedback().getProductFeedback(product.productId, { ratings: 1, questions: 1, ...query })
  const forSeller = async (show: 'unanswered' | 'answered' = 'unanswered') =>
    (await feedback().listOfSeller(product.seller, { show }, { limit: 100 })).items
  const messagesOf = async (party: Parameters<typeof world.market.notifications.list>[0]) =>
    (await world.market.notifications.list(party, { limit: 50 })).items
      .map(({ kind }) => kind)
      .filter((kind) => /feedback|answer_|report|rating/.test(kind))
  const buyerParty = () => ({ kind: 'buyer', id: toId(buyer.buyerId, 'byr') }) as const
  const sellerParty = () => ({ kind: 'seller', id: product.sellerId }) as const
  const kindsOf = async (id: string) => (await listHistory(world.platform.db, id)).map(({ kind }) => kind)
  const ask = (text = 'Can it be paid by the year?', actor = buyer) =>
    feedback().ask({ actor }, product.productId, { text, language })
  const figures = async () => (await feedback().listFigures([product.productId])).get(product.productId)

  test('R286: a rating is public after an operator has published it, with what was bought', async () => {
    await world.advance(fromDays(20))
    await rate()
    const before = await shown()
    const [text] = await waiting()
    await publishAll()
    const after = await shown()

    expect([before.ratings, before.figures]).toEqual([[], undefined])
    expect(text).toMatchObject({ kind: 'rating', by: 'buyer', state: 'waiting', hints: [] })
    expect(after.figures).toEqual({ count: 1, average: '5.0' })
    const other = await world.given.seller()
    const bySeller = await feedback().listSellerFigures([product.sellerId, other.sellerId])
    expect([...bySeller]).toEqual([[product.sellerId, after.figures]])
    expect(after.byStars).toEqual([1, 0, 0, 0, 0])
    expect(after.ratings).toMatchObject([
      {
        stars: 5,
        text: five.text,
        author: { en: expect.stringMatching(/^B\*\*\*\d$/) },
        monthsUsed: 0,
        specification: { en: 'Standard' },
      },
    ])
    expect(await messagesOf(buyerParty())).toEqual(['feedback_published'])
    expect(await messagesOf(sellerParty())).toEqual(['feedback_received'])
    const operators = (await world.market.notifications.list({ kind: 'operator' }, { limit: 50 })).items
    expect(operators.filter(({ kind }) => kind === 'feedback_waits')).toMatchObject([
      { readAt: expect.anything() },
    ])
    expect(await kindsOf(toId(text?.feedbackId, 'fbk'))).toEqual(['feedback.written', 'feedback.published'])
  })

  test('R286: who has not bought, or was refunded within five days, or belongs to the seller, cannot rate', async () => {
    const stranger = await world.given.buyer()
    await expect(rate({}, stranger)).rejects.toMatchObject({ code: 'feedback.not_bought' })

    // Somebody belongs to both.
    await world.given.member({ buyerId: toId(buyer.buyerId, 'byr'), sellerId: product.sellerId })
    await expect(rate()).rejects.toMatchObject({ code: 'feedback.own_seller' })
    expect(await feedback().getOwnRating(buyer, product.productId)).toMatchObject({ bar: 'own_seller' })
  })

  test('R286: a rating is not shown any more once its purchase is refunded in the first days', async () => {
    await rate()
    await publishAll()

    await bought.giveBack('five_day', 1000n)
    await world.settle()

    expect(await shown()).toMatchObject({ ratings: [], byStars: [0, 0, 0, 0, 0] })
    expect(await messagesOf(buyerParty())).toContain('rating_lapsed')
    await expect(rate()).rejects.toMatchObject({ code: 'feedback.not_bought' })
  })

  test('R286: a changed rating waits again, and the published one stays until the new one is published', async () => {
    await rate()
    await publishAll()
    await rate({ stars: 2, text: 'It has become slower since.' })
    const meanwhile = await shown()
    const [text] = await waiting()
    await publishAll()

    expect(meanwhile.ratings).toMatchObject([{ stars: 5 }])
    expect(text).toMatchObject({ stars: 2, before: { stars: 5 } })
    expect(await shown()).toMatchObject({ byStars: [0, 0, 0, 1, 0], ratings: [{ stars: 2 }] })
    expect((await feedback().getOwnRating(buyer, product.productId)).texts.map(({ state }) => state)).toEqual(
      ['replaced', 'published'],
    )
  })

  test('of two changes that wait, only the newest is decided', async () => {
    await rate()
    const [first] = await waiting()
    await rate({ stars: 3 })

    expect(await waiting()).toMatchObject([{ stars: 3 }])
    await expect(feedback().publish(operator, [toId(first?.id, 'fbt')])).rejects.toMatchObject({
      code: 'feedback.decided_already',
    })
  })

  test('R286: a refused rating is nobody’s to see, and its writer is told why', async () => {
    await rate()
    const [text] = await waiting()
    await feedback().refuse(operator, toId(text?.id, 'fbt'), 'It names a person.')

    expect((await shown()).ratings).toEqual([])
    expect(await messagesOf(buyerParty())).toEqual(['feedback_refused'])
    expect((await feedback().getOwnRating(buyer, product.productId)).texts).toMatchObject([
      { state: 'refused', reason: 'It names a person.' },
    ])
    expect(await forSeller()).toEqual([])
  })

  test('R286: what is published can be hidden, and shown again', async () => {
    await rate()
    const [text] = await waiting()
    const id = toId(text?.id, 'fbt')
    await publishAll()
    await feedback().refuse(operator, id, 'Not about the product.')
    const hidden = await shown()
    await feedback().publish(operator, [id])

    expect(hidden).toMatchObject({ ratings: [], byStars: [0, 0, 0, 0, 0] })
    expect(hidden.figures).toBeUndefined()
    expect(await figures()).toEqual({ count: 1, average: '5.0' })
  })

  test('a withdrawn rating is gone with its answer, and may be written again', async () => {
    await rate()
    await publishAll()
    const [own] = await forSeller()
    await feedback().answer(product.seller, toId(own?.id, 'fbk'), { text: 'Thank you.', language })
    await publishAll()
    await feedback().withdrawRating(buyer, product.productId)
    const gone = await shown()
    await expect(feedback().withdrawRating(buyer, product.productId)).rejects.toMatchObject({
      code: 'feedback.no_rating',
    })
    await rate({ stars: 4 })
    await publishAll()

    expect(gone.ratings).toEqual([])
    const [again] = (await shown()).ratings
    expect(again).toMatchObject({ stars: 4 })
    expect(again?.answer).toBeUndefined()
    expect(await forSeller()).toHaveLength(1)
  })

  test('R286: the seller answers once, in public after moderation, and may change the answer', async () => {
    await ask()
    await publishAll()
    await world.advance(fromHours(5))
    const [own] = await forSeller()
    const id = toId(own?.id, 'fbk')
    expect(own).toMatchObject({ kind: 'question', text: 'Can it be paid by the year?' })

    await feedback().answer(product.seller, id, { text: 'Yes, by the year.', language })
    const unread = await shown()
    await publishAll()
    await feedback().answer(product.seller, id, { text: 'Yes, from January on.', language })
    const meanwhile = await shown()
    await publishAll()

    expect(unread.questions[0]?.answer).toBeUndefined()
    expect(meanwhile.questions).toMatchObject([{ answer: { text: 'Yes, by the year.' } }])
    expect((await shown()).questions).toMatchObject([{ answer: { text: 'Yes, from January on.' } }])
    expect(await forSeller()).toEqual([])
    expect(await forSeller('answered')).toMatchObject([{ answer: { text: 'Yes, from January on.' } }])
    expect(await messagesOf(buyerParty())).toEqual(
      expect.arrayContaining(['feedback_answered', 'feedback_published']),
    )
    const written = (await listHistory(world.platform.db, id)).filter(
      ({ kind }) => kind === 'feedback.written',
    )
    expect(written.map(({ data }) => data.waitedMs)).toEqual([undefined, fromHours(5), undefined])
  })

  test('a question waits for an answer again if the only answer was refused', async () => {
    await ask()
    await publishAll()
    const [own] = await forSeller()
    await feedback().answer(product.seller, toId(own?.id, 'fbk'), { text: 'Call my number.', language })
    const [text] = await waiting()
    await feedback().refuse(operator, toId(text?.id, 'fbt'), 'Answer here.')

    expect(await forSeller()).toMatchObject([{ answer: { state: 'refused', reason: 'Answer here.' } }])
    expect(await messagesOf(sellerParty())).toContain('answer_refused')
  })

  test('R286: a reported rating comes to the operators, who keep it or hide it', async () => {
    await rate()
    await publishAll()
    const [own] = await forSeller()
    const id = toId(own?.id, 'fbk')
    await feedback().report(product.seller, id, 'It is about another product.')
    await expect(feedback().report(product.seller, id, 'Again.')).rejects.toMatchObject({
      code: 'feedback.reported_already',
    })
    const open = await waiting()
    await publishAll()

    expect(open).toMatchObject([{ state: 'published', reported: { reason: 'It is about another product.' } }])
    expect(await waiting()).toEqual([])
    expect((await shown()).ratings).toHaveLength(1)
    expect(await messagesOf(sellerParty())).toContain('report_decided')
    expect(await kindsOf(id)).toEqual([
      'feedback.written',
      'feedback.published',
      'feedback.reported',
      'feedback.kept',
    ])
  })

  test('R286: by the setting, texts are published at once and read afterwards, unless something in them is suspicious', async () => {
    await world.market.settings.changeSettings(operator, { feedbackAtOnce: true })
    await rate()
    await ask('Is there a phone number, such as 13800138000?')

    expect((await shown()).ratings).toHaveLength(1)
    expect((await shown()).questions).toEqual([])
    const open = await waiting()
    expect(open).toMatchObject([
      { state: 'published', kind: 'rating' },
      { state: 'waiting', hints: ['phone'] },
    ])
    await publishAll()
    expect((await shown()).questions).toHaveLength(1)
    expect(await figures()).toEqual({ count: 1, average: '5.0' })
  })

  test('anybody with a buyer asks before buying; of several at once none is one too many', async () => {
    const stranger = await world.given.buyer()
    for (let n = 1; n < 10; n += 1) await ask(`Question number ${n}?`, stranger)

    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((one) => ask(`Another question, ${one}?`, stranger)),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(ask('One more?', stranger)).rejects.toMatchObject({ code: 'feedback.too_many' })
    await world.advance(fromDays(1))
    await ask('One more on the next day?', stranger)
  })

  test('of a product that is not on sale nothing is written, and what is published stays', async () => {
    await rate()
    await publishAll()
    const [own] = await forSeller()
    await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.catalog.delistForInterface(tx, product.productId, { cause: 'days' }),
    )

    const answered = () =>
      feedback().answer(product.seller, toId(own?.id, 'fbk'), { text: 'Thanks.', language })
    for (const write of [rate, ask, answered])
      await expect(write()).rejects.toMatchObject({ code: 'feedback.not_on_sale' })
    expect((await shown()).ratings).toHaveLength(1)
  })

  test('another seller’s is not there', async () => {
    await rate()
    await publishAll()
    const [own] = await forSeller()
    const other = await world.given.seller()

    const id = toId(own?.id, 'fbk')
    await expect(feedback().answer(other, id, { text: 'Thank you.', language })).rejects.toMatchObject({
      code: 'feedback.not_found',
    })
    await expect(feedback().report(other, id, 'No.')).rejects.toMatchObject({ code: 'feedback.not_found' })
  })

  test('R286: the numbers are those of an independent count, whatever was done', async () => {
    const others = [buyer, await world.given.buyer(), await world.given.buyer()]
    for (const one of others.slice(1)) await openBoughtService(world, one, product.productId)
    await world.advance(fromDays(6))
    // A fixed sequence that looks random: the same on every run.
    let state = 20_261_130
    const pick = (most: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31
      return Math.floor((state / 2 ** 31) * most)
    }
    const acts = [
      (who: MemberActor) => rate({ stars: 1 + pick(5) }, who),
      async () => void (await publishAll()),
      (who: MemberActor) => feedback().withdrawRating(who, product.productId),
      async () => {
        const { items } = await feedback().listModerated(
          operator,
          { show: pick(2) ? 'published' : 'open' },
          { limit: 50 },
        )
        const one = items[pick(items.length)]
        if (one) await feedback().refuse(operator, toId(one.id, 'fbt'), 'A reason.')
      },
      async () => {
        const { items } = await feedback().listModerated(operator, { show: 'hidden' }, { limit: 50 })
        const one = items[pick(items.length)]
        if (one) await feedback().publish(operator, [toId(one.id, 'fbt')])
      },
    ]
    const refused = new Set<string>()
    for (let n = 0; n < 80; n += 1) {
      const act = acts[pick(acts.length)]
      await act?.(others[pick(others.length)] ?? buyer).catch(
        (error: { code: string }) => void refused.add(error.code),
      )
      if (n % 20 === 19) await world.advance(fromDays(1))
      if (n % 8 === 7)
        expect((await shown()).byStars).toEqual(await countRatingsAnew(world.platform.db, product.productId))
    }
    expect([...refused].filter((code) => !/decided_already|no_rating/.test(code))).toEqual([])
  })
})
