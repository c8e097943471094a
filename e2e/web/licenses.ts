import { buySupervised } from './supervisions.ts'
import type { People } from './supervisions.ts'

/** Lists a license that its seller hands over. Returns its id. */
async function listLicense({ seller, operator }: People): Promise<string> {
  const { productId } = await seller.client.request(
    'POST /api/seller/products',
    {
      body: {
        type: 'license',
        name: { zh: '澄澜模板库', en: 'Chenglan Templates' },
        summary: { zh: '公文与合同模板的授权', en: 'Licensed templates for letters and contracts' },
        description: { zh: '300 份模板，按公司授权。', en: '300 templates, licensed to a company.' },
        category: 'collaboration',
        tags: ['模板'],
        support: {
          hours: { zh: '工作日 9:00–18:00', en: 'Weekdays 9:00–18:00' },
          content: { zh: '电话与邮件', en: 'Phone and email' },
          hotline: '400-000-0000',
          email: 'support@chenglan.example',
        },
        supervision: {
          flow: 'license_offline',
          criteria: { zh: '授权书与订单一致。', en: 'The certificate matches the order.' },
        },
        specifications: [
          {
            name: { zh: '公司授权', en: 'Company' },
            features: [],
            prices: [{ period: 'one_time', unitPrice: { amount: '68', currency: 'CNY' } }],
          },
        ],
      },
    },
    { idempotencyKey: 'a license to look at' },
  )
  const params = { productId }
  await seller.client.request('POST /api/seller/products/:productId/submission', { params })
  await operator.client.request('POST /api/operator/products/:productId/decision', {
    params,
    body: { approve: true },
  })
  return productId
}

/** A license that was handed over and opened, so that the list has one. Returns the service that it is of. */
export async function createLicense(people: People, text = 'CL-0000-1111-2222'): Promise<string> {
  const supervisionId = await buySupervised(people.buyer, await listLicense(people), '68.00')
  const params = { supervisionId }
  await people.seller.client.request(
    'POST /api/seller/supervisions/:supervisionId/license',
    { params, body: { text } },
    { idempotencyKey: 'license to look at' },
  )
  const { client } = people.buyer
  const { serviceId } = await client.request('GET /api/buyer/supervisions/:supervisionId', { params })
  const key = 'GET /api/buyer/subscriptions/:subscriptionId/license'
  const { id: licenseId } = await client.request(key, { params: { subscriptionId: serviceId } })
  const opened = await client.request('POST /api/buyer/licenses/:licenseId/opening', {
    params: { licenseId },
  })
  if (opened.text !== text) throw new Error('The buyer reads another license')
  return serviceId
}
