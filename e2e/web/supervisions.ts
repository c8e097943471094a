import type { SupervisionFlow } from '@loggia/protocol/console'
import type { Member } from '../harness/client.ts'

export type People = { readonly buyer: Member; readonly seller: Member; readonly operator: Member }
type Flow = Extract<SupervisionFlow, 'simplified' | 'standard'>

export const pdf = {
  name: '需求说明.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64'),
}

/** Lists a service that people perform, in this flow. Returns its id. */
export async function listPerformed({ seller, operator }: People, flow: Flow): Promise<string> {
  const { productId } = await seller.client.request(
    'POST /api/seller/products',
    {
      body: {
        type: 'manual_service',
        name: { zh: '澄澜部署实施', en: 'Chenglan Deployment' },
        summary: { zh: '安装、迁移与培训', en: 'Installation, migration and training' },
        description: { zh: '两名工程师到场三天。', en: 'Two engineers on site for three days.' },
        category: 'collaboration',
        tags: ['部署'],
        support: {
          hours: { zh: '工作日 9:00–18:00', en: 'Weekdays 9:00–18:00' },
          content: { zh: '电话与邮件', en: 'Phone and email' },
          hotline: '400-000-0000',
          email: 'support@chenglan.example',
        },
        supervision: {
          flow,
          ...(flow === 'standard' && {
            template: {
              zh: '1. 部署的服务器和域名\n2. 需要迁移的数据\n3. 参加培训的人数',
              en: '1. Server and domain\n2. Data to migrate\n3. Number of people to train',
            },
          }),
          criteria: {
            zh: '管理员可以登录，数据完整。',
            en: 'The administrator can sign in, the data is complete.',
          },
        },
        specifications: [
          {
            name: { zh: '标准实施', en: 'Standard' },
            features: [],
            prices: [{ period: 'one_time', unitPrice: { amount: '6800', currency: 'CNY' } }],
          },
        ],
      },
    },
    { idempotencyKey: `performed ${flow}` },
  )
  const params = { productId }
  await seller.client.request('POST /api/seller/products/:productId/submission', { params })
  await operator.client.request('POST /api/operator/products/:productId/decision', {
    params,
    body: { approve: true },
  })
  return productId
}

/** Buys it once, at its price. Returns the id of the order's supervised delivery. */
export async function buySupervised(
  { client }: Member,
  productId: string,
  price = '6800.00',
): Promise<string> {
  const product = await client.request('GET /api/products/:productId', { params: { productId } })
  const item = product.specifications[0]?.skus[0]?.priceItems[0]
  if (!item) throw new Error('The product has no price')
  const key = `${productId} ${performance.now()}`
  const { orderId } = await client.request(
    'POST /api/buyer/orders',
    {
      body: {
        lines: [{ priceItemId: item.id, quantity: 1, periodCount: 1 }],
        expectedTotal: { amount: price, currency: 'CNY' },
        agreed: true,
        dataConsent: true,
      },
    },
    { idempotencyKey: `order ${key}` },
  )
  const params = { orderId }
  const { state } = await client.request('GET /api/buyer/orders/:orderId', { params })
  if (state === 'pending_payment')
    await client.request(
      'POST /api/buyer/orders/:orderId/payment',
      { params },
      { idempotencyKey: `pay ${key}` },
    )
  const { items } = await client.request('GET /api/buyer/orders/:orderId/supervisions', { params })
  const [of] = items
  if (!of) throw new Error('The order is not supervised')
  return of.id
}

/**
 * Two deliveries, so that no list is empty: one waits for the buyer's demand, the other for an operator who decides an
 * appeal.
 */
export async function createSupervisions(people: People): Promise<void> {
  const { client } = people.buyer
  const productId = await listPerformed(people, 'standard')
  const supervisionId = await buySupervised(people.buyer, productId)
  const params = { supervisionId }
  await client.request(
    'POST /api/buyer/supervisions/:supervisionId/demand',
    { params, body: { text: 'cangye.example，迁移 3 个数据库，培训 12 人', file: pdf } },
    { idempotencyKey: 'demand to look at' },
  )
  await client.request(
    'POST /api/buyer/supervisions/:supervisionId/appeals',
    { params, body: { reason: '商家一周没有确认需求' } },
    { idempotencyKey: 'appeal to look at' },
  )
  await buySupervised(people.buyer, productId)
}
