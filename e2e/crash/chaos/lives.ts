import type { RouteInput, ServiceDetail, Term } from '@loggia/protocol/console'
import { drawBetween, pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import type { Paid } from '../judge-paid.ts'
import type { ReturnsTold } from '../judge-returns.ts'
import { askUntilDecided } from './asking.ts'
import type { Answered, Seen } from './asking.ts'
import { createReturns } from './returns.ts'
import type { Shop, World } from './world.ts'

/** What buyers did with their services, and which requests were refused, by code. */
export type Lives = {
  readonly counts: { done: Record<string, number>; refused: Record<string, number> }
  /** The confirmed payments, with what had been shown before. */
  readonly paid: Paid[]
  readonly returns: ReturnsTold
  countRefusal(code: string): void
  count(answered: Answered<unknown>, what: string): void
  /** Acts on services at random, until `stopping`. */
  nowAndThen(chance: Chance, paceMs: number, stopping: AbortSignal): Promise<void>
}

type QuoteAsk = RouteInput<'POST /api/buyer/quotes'>['body']
type Renewing = Extract<QuoteAsk, { kind: 'renewal' }>['lines'][number]

/** The newest term that was not returned; a renewal continues it. */
const lastTerm = ({ terms }: ServiceDetail): Term | undefined =>
  terms.findLast(({ state }) => state !== 'refunded')
const isPro = ({ attributes }: Pick<Term, 'attributes'>): boolean =>
  attributes?.some(({ value }) => value.en === 'Pro') ?? false

/** Mostly alternates between month and year, so that a service has days of both at once. */
const isYearsTurn = ({ service, chance }: Seen, last: Term | undefined): boolean =>
  chance() < ((last ?? service).period === 'year' ? 0.15 : 0.35)

const laterMs = 300

export function createLives(world: World): Lives {
  const counts: Lives['counts'] = { done: {}, refused: {} }
  const paid: Paid[] = []
  const shops = new Map(world.shops.map((shop) => [shop.sellerId, shop]))
  const add = (to: Record<string, number>, name: string): void => void (to[name] = (to[name] ?? 0) + 1)

  const count = (answered: Answered<unknown>, what: string): void =>
    'refused' in answered ? add(counts.refused, answered.refused) : add(counts.done, what)

  async function askUntilKnown<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const answered = await askUntilDecided(ask)
    if ('reply' in answered) return answered.reply
    add(counts.refused, answered.refused)
    return undefined
  }

  const priceOf = ({ service }: Seen, pro: boolean, year: boolean): string => {
    const shop: Shop | undefined = shops.get(service.seller.id)
    if (!shop) throw new Error(`Nobody sells ${service.id}`)
    const { basicMonth, basicYear, proMonth, proYear } = shop.goods
    if (pro) return year ? proYear : proMonth
    return year ? basicYear : basicMonth
  }

  async function look(member: Member, chance: Chance): Promise<Seen | undefined> {
    const state = pickOne(chance, ['active', 'active', 'active', 'active', 'grace', 'retention'] as const)
    const query = { limit: 100, state }
    const page = await askUntilKnown((signal) =>
      member.client.request('GET /api/buyer/services', { query }, { signal }),
    )
    // What is supervised has its own acts (supervising.ts).
    const own = page?.items.filter(({ product, seller }) => shops.get(seller.id)?.productId === product.id)
    if (!own || own.length === 0) return undefined
    return open({ member, chance }, pickOne(chance, own).id)
  }

  async function open(by: Omit<Seen, 'service'>, serviceId: string): Promise<Seen | undefined> {
    const params = { serviceId }
    const service = await askUntilKnown((signal) =>
      by.member.client.request('GET /api/buyer/services/:serviceId', { params }, { signal }),
    )
    return service && { ...by, service }
  }

  const outdated = new Set(['quote.expired', 'quote.outdated'])

  /** Gets a quote and pays it. Tries again if days have passed in between, and later if the limit was reached. */
  async function buy(what: string, seen: Seen, body: QuoteAsk, triesLeft = 2): Promise<void> {
    const answer = await askUntilDecided((signal) =>
      seen.member.client.request('POST /api/buyer/quotes', { body }, { signal }),
    )
    if ('refused' in answer) {
      add(counts.refused, answer.refused)
      if (!answer.later || triesLeft === 0) return
      await new Promise((resolve) => setTimeout(resolve, laterMs))
      return buy(what, seen, body, triesLeft - 1)
    }
    const quote = answer.reply
    // Sometimes from two pages at once; one of them is told that the quote is already paid.
    const pages = Array.from({ length: seen.chance() < 0.15 ? 2 : 1 }, (_, page) =>
      pay(seen.member, quote.id, page),
    )
    const answers = await Promise.all(pages)
    for (const one of answers) {
      count(one, what)
      if ('reply' in one)
        paid.push({ number: one.reply.number, quoteId: quote.id, total: quote.total.amount })
    }
    const isOutdated = answers.every((one) => 'refused' in one && (one.later || outdated.has(one.refused)))
    if (isOutdated && triesLeft > 0) await buy(what, seen, body, triesLeft - 1)
  }

  const pay = ({ client }: Member, quoteId: string, page: number) =>
    askUntilDecided((signal) =>
      client.request(
        'POST /api/buyer/quotes/:quoteId/payment',
        { params: { quoteId } },
        { idempotencyKey: `${quoteId}-${page}`, signal },
      ),
    )

  function renewalOf(seen: Seen): Renewing {
    const term = lastTerm(seen.service)
    const pro = isPro(term ?? seen.service)
    const year = isYearsTurn(seen, term)
    return {
      serviceId: seen.service.id,
      priceItemId: priceOf(seen, pro, year),
      quantity: term?.quantity ?? seen.service.quantity,
      periodCount: year ? 1 : drawBetween(seen.chance, 1, 2),
    }
  }

  const renew = (seen: Seen): Promise<void> =>
    buy('renewed', seen, { kind: 'renewal', lines: [renewalOf(seen)] })

  async function renewSeveral(seen: Seen): Promise<void> {
    const others: Seen[] = []
    for (let more = drawBetween(seen.chance, 1, 3); more > 0; more -= 1) {
      const other = await look(seen.member, seen.chance)
      if (other) others.push(other)
    }
    const renewable = [seen, ...others].filter(({ service }) => service.acts.renew.allowed)
    const each = new Map(renewable.map((one) => [one.service.id, renewalOf(one)]))
    if (each.size > 0) await buy('renewed together', seen, { kind: 'renewal', lines: [...each.values()] })
  }

  async function setAutoRenewal({ member, service, chance }: Seen): Promise<void> {
    const params = { serviceId: service.id }
    const body = {
      on: chance() < 0.8,
      daysBefore: drawBetween(chance, 1, 7),
      times: pickOne(chance, [0, 0, 1, 2]),
      period:
        pickOne(chance, [null, ...(service.autoRenewal?.options ?? []).map((one) => one.period)]) ??
        undefined,
    }
    const set = await askUntilKnown((signal) =>
      member.client.request('PUT /api/buyer/services/:serviceId/auto-renewal', { params, body }, { signal }),
    )
    if (set) add(counts.done, 'auto-renewal set')
  }

  /** Some want more seats, or the better combination, as soon as it is converted, while days of the trial are left. */
  async function convert(seen: Seen): Promise<void> {
    const year = seen.chance() < 0.3
    const line = { ...renewalOf(seen), priceItemId: priceOf(seen, false, year), periodCount: 1 }
    await buy('converted', seen, { kind: 'conversion', lines: [line] })
    const again = seen.chance() < 0.6 ? await open(seen, seen.service.id) : undefined
    if (again?.service.acts.change.allowed) await change(again)
  }

  /** More seats, the better combination, or both. */
  function change(seen: Seen): Promise<void> {
    const { service, chance } = seen
    const pro = isPro(service) || chance() < 0.5
    const quantity = service.quantity + (pro === isPro(service) ? drawBetween(chance, 1, 3) : 0)
    const priceItemId = priceOf(seen, pro, service.period === 'year')
    return buy('changed', seen, {
      kind: 'change',
      lines: [{ serviceId: service.id, priceItemId, quantity }],
    })
  }

  /** Another quantity, or the other combination, from the next term on. */
  function changeAtRenewal(seen: Seen): Promise<void> {
    const line = renewalOf(seen)
    const pro = seen.chance() < 0.5
    const quantity = Math.max(1, line.quantity + pickOne(seen.chance, [-1, 1, 2]))
    const changed = {
      ...line,
      priceItemId: priceOf(seen, pro, seen.chance() < 0.3),
      quantity,
      periodCount: 1,
    }
    return buy('changed at renewal', seen, { kind: 'renewal', lines: [changed] })
  }

  const returns = createReturns(world, { look, count })
  const acts: readonly (readonly [keyof ServiceDetail['acts'], (seen: Seen) => Promise<void>])[] = [
    ['renew', renew],
    ['renew', renew],
    ['renew', renewSeveral],
    ['autoRenew', setAutoRenewal],
    ['autoRenew', setAutoRenewal],
    ['change', change],
    ['change', change],
    ['changeAtRenewal', changeAtRenewal],
    ['convert', convert],
    ['convert', convert],
    ['refund', returns.giveBack],
  ]
  /** Sometimes tries an act that the page does not offer, for the refusal. */
  const isTried = (name: keyof ServiceDetail['acts'], chance: Chance): boolean =>
    chance() < (name === 'refund' ? 0.1 : 0.03)

  /** Does something that the page offers. Some services are left to expire. */
  async function doSomething(seen: Seen): Promise<void> {
    const { service, chance } = seen
    const offered = acts.filter(([name]) => service.acts[name].allowed || isTried(name, chance))
    const isLeft = service.trialDays !== undefined && chance() < 0.2
    if (offered.length > 0 && !isLeft) await pickOne(chance, offered)[1](seen)
  }

  return {
    counts,
    count,
    countRefusal: (code) => add(counts.refused, code),
    paid,
    returns: returns.told,
    async nowAndThen(chance, paceMs, stopping) {
      while (!stopping.aborted) {
        await new Promise((resolve) => setTimeout(resolve, paceMs * (0.5 + chance())))
        const seen = await look(pickOne(chance, world.buyers), chance)
        if (seen && !stopping.aborted) await doSomething(seen)
      }
    },
  }
}
