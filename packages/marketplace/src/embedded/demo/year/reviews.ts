import { addDays, setHour, toId } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import { listTold } from '../feedback.ts'
import type { Told } from '../told.ts'
import { yearBuyers } from './companies.ts'
import { yearServices } from './goods.ts'
import { getSold } from './traders.ts'
import type { YearBuyer, YearContext } from './context.ts'

type Review = Told & { readonly stars: number }

/** Longest time before a review at which its product was bought, so that it is within the year. */
const mostDays = 340

/** Whether it is a review by a company that buys what it is about: it is written by the company itself. */
export const isOfYear = (told: Told): told is Review =>
  told.stars !== undefined &&
  yearServices.some(({ mark }) => mark === told.of) &&
  yearBuyers.some(({ name }) => name.zh === told.by)

const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en-US')

/** The reviews of companies that really bought, in the order of their days, with the answers of the sellers. */
export function scheduleReviews(
  context: YearContext,
  buy: (review: Review, buyer: YearBuyer) => Promise<void>,
): void {
  const { agenda, until, platform } = context
  const at = (daysBefore: number, hour: number) =>
    setHour(addDays(until, -daysBefore, platform.zone), hour, platform.zone)
  for (const review of listTold().filter((one) => isOfYear(one))) {
    const buyer = findBuyer(context, review.by)
    const bought = Math.min(mostDays, review.days + 30 * (review.months ?? 1))
    agenda.add(at(bought, 9), () => buy(review, buyer))
    agenda.add(at(review.days, 10), () => write(context, review, buyer))
    const { answer } = review
    if (answer !== undefined) agenda.add(at(review.days - 1, 15), () => reply(context, review, answer))
  }
}

function findBuyer({ buyers }: YearContext, name: string): YearBuyer {
  const found = buyers.find((one) => one.name === name)
  if (!found) throw new Error(`There is no buyer ${name}`)
  return found
}

async function write(
  context: YearContext,
  { of, stars, said: text }: Review,
  { actor }: YearBuyer,
): Promise<void> {
  const { productId } = getSold(context.all, of)
  const asked = { stars, text, showsName: false, language: languageOf(text) }
  await context.market.feedback.rate(actor, productId, asked)
  await publishAll(context)
}

async function reply(context: YearContext, { of, said }: Review, text: string): Promise<void> {
  const { feedback } = context.market
  const { member } = getSold(context.all, of).seller
  const { items } = await feedback.listOfSeller(member, { show: 'unanswered' }, { limit: 100 })
  const found = items.find((one) => one.text === said)
  await feedback.answer(member, toId(found?.id, 'fbk'), { text, language: languageOf(text) })
  await publishAll(context)
}

async function publishAll({ all: { operator }, market: { feedback } }: YearContext): Promise<void> {
  const { items } = await feedback.listModerated(operator, { show: 'open' }, { limit: 100 })
  await feedback.publish(
    operator,
    items.map(({ id }) => id),
  )
}
