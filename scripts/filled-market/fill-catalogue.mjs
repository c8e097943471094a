// Products in every state, applications with every decision, and what sellers register for their servers.

import { idIn } from './market.mjs'

const text = (zh, en) => ({ zh, en })
const price = (amount) => ({ amount, currency: 'CNY' })
const monthly = (amount, more = {}) => ({ period: 'month', unitPrice: price(amount), ...more })
const specification = (zh, en, prices) => ({
  name: text(zh, en),
  features: [text('支持', 'Support')],
  prices,
})

const plain = (en) => ({
  name: text(`云舟${en}`, en),
  summary: text('一句话', 'One sentence'),
  description: text('说明文字', 'A description'),
  category: 'collaboration',
  tags: ['仓储'],
  specifications: [specification('标准版', 'Standard', [monthly('30')])],
})

const size = { name: text('容量', 'Size'), values: [text('小', 'Small'), text('大', 'Large')] }
const seats = { name: text('席位', 'Seats'), unit: text('席', 'seat'), min: 1, max: 100 }

/** The product of the services that are bought, renewed, changed, tried and refunded later. */
const ledgerProduct = {
  ...plain('Yunzhou Ledger'),
  quantity: seats,
  attributes: [size],
  afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
  specifications: [
    {
      name: text('标准版', 'Standard'),
      features: [],
      skus: [0, 1].map((at) => ({
        values: [at],
        prices: [
          monthly(at === 0 ? '10' : '21.5', { trialDays: 15 }),
          { period: 'year', unitPrice: price(at === 0 ? '100' : '215') },
        ],
      })),
    },
  ],
}

const fullProduct = {
  ...plain('Yunzhou Stock'),
  quantity: { ...seats, pricing: 'tier' },
  agreement: text('服务协议', 'The agreement of the service'),
  verification: 'enterprise',
  buyerData: ['phone', 'email', 'user_name'],
  support: {
    hours: text('工作日', 'Weekdays'),
    content: text('使用问题', 'Questions'),
    hotline: '021 5550 0500',
    email: 'support@yunzhou.example',
  },
  buyerParameters: [
    { name: 'domain', label: text('域名', 'Domain'), required: true, kind: 'domain' },
    { name: 'staff', label: text('人数', 'Staff'), required: false, kind: 'number', min: 1, max: 500 },
    {
      name: 'plan',
      label: text('方案', 'Plan'),
      hint: text('任选', 'Any'),
      required: true,
      kind: 'choice',
      options: [
        { value: 'a', label: text('甲', 'First') },
        { value: 'b', label: text('乙', 'Second') },
      ],
    },
    { name: 'remark', label: text('备注', 'Remark'), required: false, kind: 'text', maxLength: 30 },
  ],
  specifications: [
    specification('库存版', 'Stock', [
      monthly('8', { bands: [{ above: 10, unitPrice: price('6') }] }),
      { period: 'one_time', unitPrice: price('500') },
    ]),
    specification('企业版', 'Enterprise', [monthly('18')]),
  ],
}

export async function fillCatalogue(filled, parties) {
  const { third, operator } = parties
  const access = await registerServer(filled, parties)
  const products = { third, operator, access }
  await upkeep(operator)
  const logo = await uploadPictures(filled.modules, third)
  const ledger = await list(products, { ...ledgerProduct, logo })
  const full = await list(products, fullProduct)
  await setTerms(third, full)
  await states(products)
  await applications(products)
  return { access, ledger, full }
}

/** Addresses in every state, keys of every class, one product's server and the order channel. */
async function registerServer({ modules, wire, server }, { third, operator }) {
  const urls = [
    'https://saas.yunzhou.example/yunzhou/saas',
    'https://old.yunzhou.example/saas',
    'https://new.yunzhou.example/saas',
  ]
  for (const url of urls) await third.post('/api/seller/addresses', { url })
  const { items } = await third.get('/api/seller/addresses')
  const idOf = (url) => items.find((one) => one.url === url).id
  const decide = (url, approve) =>
    operator.post(`/api/operator/addresses/${idOf(url)}/decision`, {
      approve,
      ...(!approve && { reason: 'The domain is not yours.' }),
    })
  await decide(urls[0], true)
  await decide(urls[1], false)
  const keys = {}
  for (const interfaceClass of ['basic', 'joint_sync', 'authorisation_code', 'common'])
    keys[interfaceClass] = await third.post('/api/seller/keys', { interfaceClass })
  const spare = await third.post('/api/seller/keys', { interfaceClass: 'basic' })
  await third.delete(`/api/seller/keys/${idIn(spare, 'key')}`)
  const keyOf = (one) => ({ id: idIn(one, 'key'), accessKey: one.accessKey })
  wire.addSeller('/yunzhou/saas', keyOf(keys.basic).accessKey)
  await third.put('/api/seller/order-channel', {
    addressId: idOf(urls[0]),
    keyId: keyOf(keys.common).id,
    switchedOn: true,
  })
  await openApiKeys(modules, server, third)
  return { addressId: idOf(urls[0]), keyId: keyOf(keys.basic).id }
}

/** One key in use, one disabled, one locked after wrong signatures. */
async function openApiKeys({ signAkSk }, server, third) {
  const make = (name) => third.post('/api/seller/open-api-keys', { name })
  const [used, off, shut] = [await make('Orders'), await make('Unused'), await make('Broken')]
  const idOf = (made) => idIn(made, 'oak')
  await third.put(`/api/seller/open-api-keys/${idOf(off)}`, { name: 'Unused', enabled: false })
  const target = '/api/mkp-openapi-public/global/v1/order/query?orderId=CS2611000000ABCDE'
  const ask = async (pair) => {
    const request = { method: 'GET', target, headers: { host: 'market.example' }, body: '' }
    const { headers } = signAkSk({ ...pair, request, timeMs: Date.now() })
    await server.inject({ method: 'GET', url: target, headers: { host: 'market.example', ...headers } })
  }
  await ask(used)
  for (let at = 0; at < 7; at += 1) await ask({ ...shut, secretKey: 'a secret that is not the right one' })
}

async function upkeep(operator) {
  const category = (code, body) => operator.put(`/api/operator/catalog/categories/${code}`, body)
  await category('warehouses', { name: text('仓储', 'Warehouses'), position: 90 })
  await category('cold-stores', { parent: 'warehouses', name: text('冷库', 'Cold stores'), position: 1 })
  await category('empty', { name: text('空', 'Empty'), position: 91 })
  await operator.post('/api/operator/catalog/category-removals', { code: 'empty' })
  await operator.post('/api/operator/agreements/user', {
    text: text('买卖条款第二版', 'The terms of the market, second version'),
  })
}

/** One picture that a product shows, and one that nothing shows. */
async function uploadPictures({ makePng }, third) {
  const square = (shade) =>
    makePng({ data: new Uint8ClampedArray(120 * 120 * 4).fill(shade), width: 120, height: 120 })
  const upload = (shade) =>
    third.post('/api/seller/media', { purpose: 'logo', file: Buffer.from(square(shade)).toString('base64') })
  const [shown] = [await upload(200), await upload(90)]
  const gone = await upload(30)
  await third.delete(`/api/seller/media/${idIn(gone, 'med')}`)
  return shown.path ?? shown.files[0].path
}

const draft = async ({ third, access }, content) => {
  const productId = idIn(await third.post('/api/seller/products', content), 'prd')
  await third.put(`/api/seller/products/${productId}/access`, {
    ...access,
    protocol: 'saas-v2',
    confirm: true,
  })
  return productId
}
/** Runs the test calls that a submission needs (R44), at the pace that is allowed. Earlier versions have no such route. */
async function runTests({ third }, id) {
  const reply = await third.tell('POST', `/api/seller/test-calls/${id}/run`, {})
  if (reply.statusCode === 200 || reply.statusCode === 404) return
  if (reply.statusCode !== 429) throw new Error(`The test calls of ${id}: ${reply.body}`)
  await new Promise((resolve) => setTimeout(resolve, Number(reply.headers['retry-after'] ?? 60) * 1000))
  await runTests({ third }, id)
}

async function submit(products, id) {
  await runTests(products, id)
  await products.third.post(`/api/seller/products/${id}/submission`)
}
const decideOn = ({ operator }, id, approve) =>
  operator.post(`/api/operator/products/${id}/decision`, {
    approve,
    ...(!approve && { reason: 'Prices are missing.' }),
  })

async function openReview({ operator }, productId) {
  const { items } = await operator.get('/api/operator/reviews?limit=100')
  const review = items.find((one) => idIn(one, 'prd') === productId)
  await operator.post(`/api/operator/reviews/${idIn(review, 'apl')}/opening`)
}

async function list(products, content) {
  const id = await draft(products, content)
  await submit(products, id)
  await openReview(products, id)
  await decideOn(products, id, true)
  return id
}

/** R29–R31: limits, audiences, stock. */
async function setTerms(third, productId) {
  const { specifications } = await third.get(`/api/seller/products/${productId}`)
  await third.put(`/api/seller/products/${productId}/sale-terms`, {
    audience: { kind: 'all' },
    regions: ['CN'],
    specifications: [
      { id: specifications[0].id, maxPurchases: 5, maxQuantity: 50 },
      { id: specifications[1].id, audience: { kind: 'enterprise' } },
    ],
  })
  const stock = `/api/seller/products/${productId}/specifications/${specifications[0].id}/stock`
  await third.post(stock, { change: 40, remark: 'A delivery' })
  await third.post(stock, { change: -3, remark: 'Counted again' })
}

async function states(products) {
  const { third, operator } = products
  await draft(products, plain('Yunzhou Draft'))
  await submit(products, await draft(products, plain('Yunzhou Waiting')))
  const rejected = await draft(products, plain('Yunzhou Rejected'))
  await submit(products, rejected)
  await decideOn(products, rejected, false)
  const withdrawn = await draft(products, plain('Yunzhou Withdrawn'))
  await submit(products, withdrawn)
  await third.post(`/api/seller/products/${withdrawn}/withdrawal`)
  await third.put(`/api/seller/products/${withdrawn}`, plain('Yunzhou Withdrawn Twice'))
  const hidden = await list(products, plain('Yunzhou Hidden'))
  await third.post(`/api/seller/products/${hidden}/visibility`, { hidden: true })
  await decideOn(products, hidden, true)
  const returning = await list(products, plain('Yunzhou Returning'))
  await operator.post(`/api/operator/products/${returning}/suspension`, { days: 3, reason: 'A complaint.' })
  const suspended = await list(products, plain('Yunzhou Suspended'))
  await operator.post(`/api/operator/products/${suspended}/suspension`, { days: 360, reason: 'A complaint.' })
  const delisted = await list(products, plain('Yunzhou Delisted'))
  await operator.post(`/api/operator/products/${delisted}/delisting`, { reason: 'Forbidden content.' })
}

/** Changes and delistings: submitted, approved, rejected, withdrawn. */
async function applications(products) {
  const { third, operator } = products
  const changed = async (en) => {
    const id = await list(products, {
      ...plain(en),
      specifications: ['Standard', 'Large'].map((one) => specification(one, one, [monthly('40')])),
    })
    return {
      id,
      url: `/api/seller/products/${id}`,
      content: await third.get(`/api/seller/products/${id}/content`),
    }
  }
  const wish = ({ url, content }, amount) => {
    const { specifications, ...rest } = content.content ?? content
    return third.post(`${url}/changes`, {
      ...rest,
      summary: text('改过', 'Changed'),
      specifications: specifications.map((one) => ({
        ...one,
        skus: one.skus?.map((sku) => ({ ...sku, prices: [monthly(amount)] })),
        ...(one.prices && { prices: [monthly(amount)] }),
      })),
    })
  }
  const waiting = await changed('Yunzhou Changing')
  await wish(waiting, '41')
  const approved = await changed('Yunzhou Changed')
  await wish(approved, '42')
  await decideOn(products, approved.id, true)
  const rejected = await changed('Yunzhou Unchanged')
  await wish(rejected, '43')
  await decideOn(products, rejected.id, false)
  await wish(rejected, '44')
  await third.post(`${rejected.url}/withdrawal`)
  const leaving = await changed('Yunzhou Leaving')
  await third.post(`${leaving.url}/delisting`, { reason: 'Nobody buys it.' })
  const left = await changed('Yunzhou Left')
  await third.post(`${left.url}/delisting`, { reason: 'Nobody buys it.' })
  await decideOn(products, left.id, true)
  const partly = await changed('Yunzhou Partly')
  const { specifications } = await third.get(partly.url)
  await third.post(`${partly.url}/delisting`, {
    reason: 'Too small.',
    specificationIds: [specifications[0].id],
  })
  await decideOn(products, partly.id, true)
  await operator.put('/api/operator/settings', { fourEyesOnPrices: true })
  const eyes = await changed('Yunzhou Four Eyes').catch(() => undefined)
  if (eyes) await wish(eyes, '45')
  await operator.put('/api/operator/settings', { fourEyesOnPrices: null })
}
