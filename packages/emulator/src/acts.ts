import type { RefundKind } from '@loggia/protocol/console/refunds/kinds'
import { isId, createMoney, omitUndefined, toId, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Service, ServiceChoices, ServiceDetail } from '@loggia/protocol/console'
import type { EmulatorHost } from '@loggia/marketplace/embedded'
import { presentLicense } from './licenses/present.ts'
import { emulatorProblems } from './problems.ts'
import { sizes } from './schema.ts'
import type {
  Acted,
  EmulatorOrder,
  OfService,
  Ordered,
  ProductKey,
  Purchase,
  Renewal,
  SeededParameter,
  SeededPrice,
  SeededProduct,
  Upgrade,
} from './schema.ts'
import type { Seed } from './seed.ts'

/** The result of an act without its exchanges: the order and the service. */
export type Done = Omit<Acted, 'exchanges'>
export type Acts = ReturnType<typeof createActs>

const mostServices = 100

/**
 * The acts of the seeded buyer. They do what a person does on the pages: accept the shown price and pay from the
 * balance.
 */
export function createActs(stage: EmulatorHost, seed: Seed) {
  const { market, platform } = stage
  const { buyer } = seed
  const reader = { actor: buyer, language: 'en-US' } as const

  const listServices = async (): Promise<Service[]> => [
    ...(await market.views.listServices({ buyerId: buyer.buyerId }, { limit: mostServices })).items,
  ]

  /** The named service. Default: the newest one. */
  async function pick({ service }: OfService): Promise<ServiceDetail> {
    const id = service ?? (await listServices())[0]?.id
    if (id === undefined) throw emulatorProblems.no_service()
    if (!isId(id, 'sub')) throw emulatorProblems.service_unknown({ service: id.slice(0, 80) })
    return market.views.getService(id, reader)
  }

  async function orderOf(orderId: Id<'ord'>): Promise<EmulatorOrder> {
    const { id, number, kind, state, total } = await market.views.getBuyerOrder(orderId, reader)
    return { id, number, kind, state, total }
  }

  /** Throws `emulator.order_unknown`. */
  async function getOrder(id: string): Promise<Ordered> {
    if (!isId(id, 'ord')) throw emulatorProblems.order_unknown({ order: id.slice(0, 80) })
    const { lines } = await market.views.getBuyerOrder(id, reader)
    const service = withoutDetail(await pick({ service: lines[0]?.subscriptionId }))
    const more = { ...(await deliveryOf(service)), ...(await licenseOf(service)) }
    return { order: await orderOf(id), service, ...more }
  }

  const after = async (orderId: Id<'ord'>, serviceId: string): Promise<Done> => {
    await stage.settle()
    const service = withoutDetail(await pick({ service: serviceId }))
    const more = { ...(await deliveryOf(service)), ...(await licenseOf(service)) }
    return { order: await orderOf(orderId), service, ...more }
  }

  async function licenseOf({ id, type }: Pick<Service, 'id' | 'type'>): Promise<Pick<Done, 'license'>> {
    if (type !== 'license') return {}
    return { license: presentLicense(await market.licenses.getOfService(buyer, 'buyer', id)) }
  }

  /** Of a service whose delivery its buyer accepts. */
  async function deliveryOf({ id, order }: Pick<Service, 'id' | 'order'>): Promise<Pick<Done, 'delivery'>> {
    const all = await market.supervisions.listOfOrder(buyer, 'buyer', order.id)
    const of = all.find((one) => one.of.subscriptionId === id)?.of
    if (!of) return {}
    const { stage: is, openedAt } = of
    return { delivery: omitUndefined({ stage: is, openedAt: openedAt && toIso(openedAt) }) }
  }

  /** Reads the parameters of the product now, because its seller may have changed them on the pages. */
  async function parametersFor({ product = 'seats', params = {} }: Purchase) {
    const id = toId(seed.products.find(({ key }) => key === product)?.id, 'prd')
    const { buyerParameters = [] } = await market.catalog.contentOf(id)
    return parametersOf(product, buyerParameters, params)
  }

  async function buy(ask: Purchase = {}): Promise<Done> {
    const { quantity = 1, periodCount = 1, trial = false } = ask
    const { id } = priceOf(seed.products, ask)
    const parameters = await parametersFor(ask)
    const priceItemId = toId(id, 'pri')
    const { amount } = await market.catalog.getQuote(priceItemId, { quantity, periodCount, trial })
    const lines = [{ priceItemId, quantity, periodCount, trial, parameters }]
    const { orderId } = await market.orders.submit(
      { actor: buyer },
      { lines, expectedTotal: amount, agreed: true },
    )
    await market.orders.pay({ actor: buyer }, orderId)
    await stage.settle()
    const { lines: paid } = await market.views.getBuyerOrder(orderId, reader)
    return after(orderId, paid[0]?.subscriptionId ?? '')
  }

  async function askForQuote(
    kind: 'renewal' | 'conversion' | 'change',
    ask: Renewal | Upgrade,
    periodCount: number,
  ): Promise<Done> {
    const service = await pick(ask)
    const subscriptionId = service.id
    const choices = await market.subscriptions.listChoices(buyer, subscriptionId)
    const priceItemId = chosenPrice(choices, service, ask)
    const line = { subscriptionId, priceItemId, quantity: ask.quantity ?? service.quantity }
    const lines = [kind === 'change' ? line : { ...line, periodCount }]
    const quote = await market.quotes.ask(buyer, { kind, lines })
    const { orderId } = await market.quotes.pay({ actor: buyer }, quote.id)
    return after(orderId, service.id)
  }

  async function giveBack(kind: RefundKind, ask: OfService): Promise<Done> {
    const service = await pick(ask)
    const offered = service.refundable.find((one) => one.kind === kind)
    // If there is no offer, the market refuses with the reason before it looks at the amount.
    const { currency } = offered?.amount ?? { currency: 'CNY' as const }
    const minor = BigInt((offered?.amount.amount ?? '0').replace('.', ''))
    const expectedAmount = createMoney(minor, currency)
    const { orderId } = await market.refunds.ask({ actor: buyer }, service.id, {
      kind,
      expectedAmount,
    })
    return after(orderId, service.id)
  }

  return {
    listServices,
    pick,
    getOrder,
    after,
    buy,
    renew: (ask: Renewal = {}): Promise<Done> => askForQuote('renewal', ask, ask.periodCount ?? 1),
    convert: (ask: Renewal = {}): Promise<Done> => askForQuote('conversion', ask, ask.periodCount ?? 1),
    upgrade: (ask: Upgrade = {}): Promise<Done> => askForQuote('change', ask, 1),
    returnRenewal: (ask: OfService = {}): Promise<Done> => giveBack('renewal', ask),
    refund: (ask: OfService = {}): Promise<Done> => giveBack('five_day', ask),
    getBalance: () => market.ledger.getBalance(platform.db, buyer.buyerId, 'CNY'),
  }
}

/** A service as it is shown in lists. */
export function withoutDetail(service: ServiceDetail): Service {
  const { terms: _t, autoRenewal: _r, changing: _c, acts: _a, refundable: _f, history: _h, ...rest } = service
  return rest
}

/** Finds the price item of a purchase. Throws `emulator.price_unknown` with the existing ones. */
function priceOf(products: readonly SeededProduct[], ask: Purchase): SeededPrice {
  const { product: key = 'seats', period, size, trial = false } = ask
  const prices = products.find((product) => product.key === key)?.prices ?? []
  const fits = (price: SeededPrice): boolean =>
    (period === undefined || price.period === period) &&
    (size === undefined || price.size === size) &&
    (!trial || price.trialDays !== undefined)
  const found = prices.find(fits)
  if (!found) throw emulatorProblems.price_unknown({ product: key, offered: prices.map(nameOf).join(', ') })
  return found
}

/** The values for the product's parameters. Throws with the known names, or with those that are missing. */
function parametersOf(
  product: ProductKey,
  parameters: readonly SeededParameter[],
  params: Readonly<Record<string, string>>,
): { name: string; value: string }[] {
  const unknown = Object.keys(params).find((name) => !parameters.some((one) => one.name === name))
  if (unknown !== undefined) {
    const asked = parameters.map(({ name }) => name).join(', ')
    throw parameters.length === 0
      ? emulatorProblems.param_unasked({ product, name: unknown })
      : emulatorProblems.param_unknown({ product, name: unknown, asked })
  }
  const missing = parameters.find(({ name, required }) => required && !givenFor(params, name).trim())
  if (missing) throw emulatorProblems.param_missing({ product, name: missing.name, kind: missing.kind })
  return Object.entries(params).map(([name, value]) => ({ name, value }))
}

/** Only own members: every object inherits a member named `constructor`. */
const givenFor = (params: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(params, name) ? (params[name] ?? '') : ''

const nameOf = ({ period, size, trialDays }: SeededPrice): string =>
  [size, period, trialDays !== undefined && 'trial'].filter(Boolean).join(' ')

/** The price item with which a service continues: of the requested size and period, or of its present ones. */
function chosenPrice(
  { choices }: ServiceChoices,
  service: Service,
  ask: Pick<Renewal, 'period' | 'size'>,
): Id<'pri'> {
  const sizeOf = (choice: ServiceChoices['choices'][number]) =>
    sizes.find((size) => choice.attributes.some(({ value }) => value.en.toLowerCase() === size))
  const { size, period = service.period } = ask
  const choice = choices.find((one) => (size === undefined ? one.present : sizeOf(one) === size))
  const price = choice?.prices.find((one) => one.period === period)
  if (!price) {
    const offered = choices.flatMap((one) =>
      one.prices.map((found) => [sizeOf(one), found.period].filter(Boolean).join(' ')),
    )
    throw emulatorProblems.price_unknown({ product: service.product.name.en, offered: offered.join(', ') })
  }
  return price.priceItemId
}
