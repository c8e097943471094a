// Orders, services and calls in every state: some from weeks ago, some in progress when the database is dumped.
import { idIn } from './market.mjs'

const yunzhou = '/yunzhou/saas'

export async function fillServices(filled, parties) {
  await setLevel(parties)
  const shop = await openShop(filled, parties)
  const lives = await buyFirst(shop)
  await endEarly(shop)
  await failSome(shop)
  await testCalls(shop)
  await filled.pass(12)
  await goOn(shop, lives)
  await filled.pass(14)
  await buyLater(shop)
  await filled.pass(4.9)
  await standAtTheEnd(shop, lives)
}

/** The price items of each product by name, and helpers for buying them. */
async function openShop(filled, parties) {
  const { lin, zhou, quiet, ledger, full } = parties
  const { items } = await lin.get('/api/products?limit=100')
  const productOf = (en) => items.find(({ name }) => name.en === en).id
  const itemsOf = async (productId) =>
    (await lin.get(`/api/products/${productId}`)).specifications.flatMap(({ skus }) =>
      skus.flatMap(({ priceItems }) => priceItems),
    )
  const [smallMonth, smallYear, largeMonth] = await itemsOf(ledger)
  const shop = {
    ...filled,
    ...parties,
    productOf,
    itemsOf,
    items: { smallMonth, smallYear, largeMonth, full: await itemsOf(full) },
    settle: () => filled.world.settle(),
  }
  return { ...shop, buyers: { lin, zhou, quiet } }
}

async function submit(buyer, lines, more = {}) {
  let total = 0
  for (const { priceItemId, quantity, periodCount, trial } of lines) {
    if (trial) continue
    const url = `/api/price-items/${priceItemId}/quote?quantity=${quantity}&periodCount=${periodCount}`
    const { amount, total: whole } = await buyer.get(url)
    total += Math.round(Number((whole ?? amount).amount) * 100)
  }
  const expectedTotal = { amount: (total / 100).toFixed(2), currency: 'CNY' }
  return idIn(await buyer.post('/api/buyer/orders', { lines, expectedTotal, agreed: true, ...more }), 'ord')
}
const lineOf = ({ id }, more = {}) => ({ priceItemId: id, quantity: 1, periodCount: 1, ...more })
const pay = (buyer, orderId) => buyer.post(`/api/buyer/orders/${orderId}/payment`)

/** Buys, and lets the seller answer; returns the order and its first service. */
async function buy({ settle }, buyer, lines, more) {
  const orderId = await submit(buyer, lines, more)
  await pay(buyer, orderId)
  await settle()
  const order = await buyer.get(`/api/buyer/orders/${orderId}`)
  return { orderId, serviceId: order.lines[0].subscriptionId, order }
}

async function quote(buyer, kind, line) {
  return buyer.post('/api/buyer/quotes', { kind, lines: [line] })
}
async function take({ settle }, buyer, kind, line) {
  const asked = await quote(buyer, kind, line)
  await buyer.post(`/api/buyer/quotes/${idIn(asked, 'quo')}/payment`)
  await settle()
}
const renewal = (serviceId, { id }, quantity = 1) => ({
  serviceId,
  priceItemId: id,
  quantity,
  periodCount: 1,
})

async function giveBack({ settle }, buyer, serviceId, kind) {
  const { refundable } = await buyer.get(`/api/buyer/services/${serviceId}`)
  const { amount } = refundable.find((one) => one.kind === kind)
  await buyer.post(`/api/buyer/services/${serviceId}/refund`, { kind, expectedAmount: amount })
  await settle()
}

/** Services of each charging mode that stay active. */
async function buyFirst(shop) {
  const { lin, zhou, items, itemsOf, productOf } = shop
  const small = (more) => [lineOf(items.smallMonth, more)]
  const lives = {
    renewed: await buy(shop, lin, small({ quantity: 3 })),
    byItself: await buy(shop, lin, small()),
    changed: await buy(shop, lin, small({ quantity: 2 })),
    yearly: await buy(shop, zhou, [lineOf(items.smallYear)]),
    lapsing: await buy(shop, lin, small()),
    returned: await buy(shop, zhou, small()),
    converted: await buy(shop, zhou, small({ trial: true })),
    trialOver: await buy(shop, lin, small({ trial: true })),
    two: await buy(shop, lin, [lineOf(items.smallMonth), lineOf(items.largeMonth, { periodCount: 2 })]),
    full: await buyFull(shop),
    poor: await buy(shop, shop.quiet, [lineOf(items.largeMonth, { quantity: 90 })]),
  }
  const hegu = await itemsOf(productOf('Hegu Expense'))
  const [old] = hegu
  const parameters = [{ name: 'emailDomainName', value: 'mail.cangye.example' }]
  lives.old = await buy(shop, lin, [lineOf(old, { quantity: 10, parameters })])
  lives.oldItem = old
  const noted = await productItem(shop, 'Luyu Care')
  lives.care = await buy(shop, zhou, [lineOf(noted, { quantity: 2 })])
  await lin.post(`/api/buyer/services/${lives.renewed.serviceId}/access`)
  const itself = { on: true, daysBefore: 7, times: 0 }
  await lin.put(`/api/buyer/services/${lives.byItself.serviceId}/auto-renewal`, itself)
  await shop.quiet.put(`/api/buyer/services/${lives.poor.serviceId}/auto-renewal`, itself)
  return lives
}

/** A level whose expired services are kept frozen for a week. */
async function setLevel({ operator }) {
  const { items } = await operator.get('/api/operator/buyers?limit=100')
  const { id } = items.find(({ name }) => name.en === 'Heting Design Institute')
  await operator.put(`/api/operator/buyers/${id}/level`, { level: 'V1', reason: 'A year with us.' })
}

const productItem = async ({ itemsOf, productOf }, en) => (await itemsOf(productOf(en)))[0]

const given = [
  { name: 'domain', value: 'stock.cangye.example' },
  { name: 'staff', value: '40' },
  { name: 'plan', value: 'b' },
]
const counted = ({ items }) => [lineOf(items.full[0], { quantity: 2, parameters: given })]

/** Orders with parameters, consent, an agreement and stock; by the month and once. */
async function buyFull(shop) {
  const { lin, items } = shop
  const line = (at, more) => lineOf(items.full[at], { parameters: given, ...more })
  await buy(shop, lin, [line(1)], { dataConsent: true })
  return buy(shop, lin, [line(0, { quantity: 15 })], { dataConsent: true })
}

/** Orders that are cancelled, not paid in time, and returned within five days. */
async function endEarly(shop) {
  const { lin, zhou, items } = shop
  const cancelled = await submit(lin, counted(shop), { dataConsent: true })
  await lin.post(`/api/buyer/orders/${cancelled}/cancellation`)
  await submit(zhou, [lineOf(items.smallMonth)])
  const five = await buy(shop, zhou, [lineOf(items.largeMonth)])
  await giveBack(shop, zhou, five.serviceId, 'five_day')
}

/** Openings that fail, of a whole order and of one of two lines; and a seller that is down for a while. */
async function failSome(shop) {
  const { lin, items, wire, pass, third } = shop
  let refused = 0
  wire.script(yunzhou, ({ activity }) =>
    ['newInstance', 'orderNotify'].includes(activity)
      ? { resultCode: '000005', resultMsg: 'No room.' }
      : undefined,
  )
  await buy(shop, lin, [lineOf(items.smallMonth)])
  await pass(0.2)
  wire.script(yunzhou, ({ activity, members }) => {
    if (activity !== 'newInstance') return undefined
    return members.orderLineId?.endsWith('000002')
      ? { resultCode: '000005', resultMsg: 'No room.' }
      : undefined
  })
  await buy(shop, lin, [lineOf(items.smallMonth), lineOf(items.largeMonth)])
  await pass(0.3)
  wire.script(yunzhou, () => ((refused += 1) < 9 ? 'down' : undefined))
  await buy(shop, lin, [lineOf(items.smallMonth)])
  await pass(0.05)
  await third.tell('POST', '/api/seller/call-standing/probe')
  await pass(0.3)
  wire.script(yunzhou, undefined)
  await pass(0.2)
}

async function testCalls(shop) {
  const { third, ledger, wire } = shop
  for (const target of [ledger, 'orders']) {
    const url = `/api/seller/test-calls/${target}`
    const { scenes } = await third.get(url)
    const send = ({ scene, parameters }) =>
      third.post(url, {
        scene,
        parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
      })
    await send(scenes[0])
    wire.script(yunzhou, () => ({ resultCode: '000002', resultMsg: 'Not known.' }))
    await send(scenes[0])
    wire.script(yunzhou, undefined)
  }
}

/** Renewals, a change, one that fails, and refunds of some. */
async function goOn(shop, lives) {
  const { lin, zhou, items, wire, pass } = shop
  const { renewed, changed, returned, converted, old, oldItem, two } = lives
  await take(shop, lin, 'renewal', renewal(renewed.serviceId, items.smallMonth, 2))
  await take(shop, lin, 'renewal', renewal(renewed.serviceId, items.smallMonth, 2))
  await take(shop, lin, 'renewal', renewal(old.serviceId, oldItem, 10))
  await take(shop, zhou, 'renewal', renewal(returned.serviceId, items.smallMonth))
  await giveBack(shop, zhou, returned.serviceId, 'renewal')
  await take(shop, zhou, 'conversion', renewal(converted.serviceId, items.smallMonth))
  const change = (serviceId, item, quantity) => ({ serviceId, priceItemId: item.id, quantity })
  await take(shop, lin, 'change', change(changed.serviceId, items.largeMonth, 4))
  await take(shop, lin, 'renewal', renewal(changed.serviceId, items.largeMonth, 4))
  await take(shop, lin, 'change', change(changed.serviceId, items.largeMonth, 5))
  wire.script(yunzhou, ({ activity }) =>
    activity === 'upgradeInstance' ? { resultCode: '000099', resultMsg: 'It is too much.' } : undefined,
  )
  await take(shop, lin, 'change', change(two.serviceId, items.smallMonth, 9))
  await pass(0.5)
  wire.script(yunzhou, ({ activity }) => (activity === 'refreshInstance' ? 'down' : undefined))
  await take(shop, zhou, 'renewal', renewal(converted.serviceId, items.smallMonth))
  await take(shop, zhou, 'renewal', renewal(converted.serviceId, items.smallMonth))
  await pass(0.02)
  wire.script(yunzhou, undefined)
  await restartStopped(shop)
  await refuseLive(shop, lives)
  // Quotes that are never paid and expire.
  await quote(lin, 'renewal', renewal(lives.yearly.serviceId, items.smallMonth)).catch(() => undefined)
  await quote(lin, 'renewal', renewal(lives.lapsing.serviceId, items.smallMonth))
}

/** A buyer opens a service whose server refuses. */
async function refuseLive({ lin, wire }, { renewed }) {
  wire.script(yunzhou, () => ({ resultCode: '000004', resultMsg: 'Not now.' }))
  await lin.tell('POST', `/api/buyer/services/${renewed.serviceId}/access`)
  wire.script(yunzhou, () => ({ resultCode: '000003', resultMsg: 'No such instance.' }))
  await lin.tell('POST', `/api/buyer/services/${renewed.serviceId}/access`)
  wire.script(yunzhou, undefined)
}

async function restartStopped({ third, settle }) {
  const { items } = await third.get('/api/seller/calls?state=stopped')
  for (const { id } of items) {
    const reply = await third.tell('POST', `/api/seller/calls/${id}/restart`)
    if (reply.statusCode < 300) break
  }
  await settle()
}

/** Purchases shortly before the dump. */
async function buyLater(shop) {
  const { lin, quiet, zhou, items, world } = shop
  await buy(shop, quiet, [lineOf(await productItem(shop, 'Luyu Care'), { trial: true })])
  await buy(shop, zhou, [lineOf(items.smallMonth)])
  await buy(shop, lin, [lineOf(items.smallMonth, { quantity: 2 })])
  await world.move({ kind: 'by', hours: 1 })
  const messages = await lin.get('/api/buyer/messages')
  await lin.post(`/api/buyer/messages/${messages.items[0].id}/read`)
  await stick(shop, true)
  await stick(shop, false)
}

/** A stuck call: the database refuses to apply its answer, which no service can cause by itself. */
async function stick(shop, thenApplied) {
  const { world, lin, items, operator } = shop
  await world.platform.db.script(`
    create function refuse_instance() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
    create trigger refuse_instance before update on instance for each row execute function refuse_instance();`)
  await buy(shop, lin, [lineOf(items.smallMonth)])
  await world.platform.db.script('drop trigger refuse_instance on instance; drop function refuse_instance();')
  if (!thenApplied) return
  const stuck = await operator.get('/api/operator/calls?state=stuck')
  await operator.post(`/api/operator/calls/${idIn(stuck, 'cal')}/application`)
  await shop.settle()
}

/** Work in progress: unpaid, opening, changing, waiting for a seller that is down, and being sent. */
async function standAtTheEnd(shop, lives) {
  const { lin, lu, items, wire, pass, world } = shop
  await submit(lin, counted(shop), { dataConsent: true })
  await quote(lin, 'renewal', renewal(lives.byItself.serviceId, items.smallMonth))
  const leaving = await buy(shop, lin, [lineOf(items.smallMonth)])
  const answers = {
    newInstance: { resultCode: '000004', resultMsg: 'It is being made.' },
    upgradeInstance: 'down',
    releaseInstance: 'down',
  }
  wire.script(yunzhou, ({ activity }) => answers[activity])
  await buy(shop, lin, [lineOf(items.smallMonth)])
  await giveBack(shop, lin, leaving.serviceId, 'five_day')
  const change = { serviceId: lives.renewed.serviceId, priceItemId: items.largeMonth.id, quantity: 4 }
  await take(shop, lin, 'change', change)
  wire.script('/luyu/saas', () => 'down')
  const care = lineOf(await productItem(shop, 'Luyu Care'))
  for (let at = 0; at < 3; at += 1) await buy(shop, lin, [care])
  await pass(0.02)
  for (const path of ['/luyu/saas', '/chenglan/saas']) wire.script(path, () => new Promise(() => undefined))
  await lu.post('/api/seller/call-standing/probe')
  const chenglan = lin.get('/api/products?limit=100')
  const mine = (await chenglan).items.find(({ seller }) => seller.name.en === 'Chenglan Software')
  const [priceItem] = await shop.itemsOf(mine.id)
  const { quantity } = await lin.get(`/api/products/${mine.id}`)
  await pay(lin, await submit(lin, [lineOf(priceItem, { quantity: quantity?.min ?? 1 })]))
  await world.queues.runCalls(world.clock.now())
}
