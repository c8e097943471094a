import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { Product } from '@loggia/protocol/console'
import { productFlows } from '@loggia/protocol/console/catalog/draft/flows'
import { listStages } from '@loggia/protocol/console/catalog/draft/supervision'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import { createFrame, createProduct } from '../example-product.ts'
import { Storefront } from '../storefront.tsx'
import { Product as ProductPage } from './product.tsx'

const both = (zh: string) => ({ zh, en: zh })
const html = (change: Partial<Product>): string =>
  renderToString(
    <Storefront
      later={{ Product: ProductPage }}
      page={{ route: 'product', product: createProduct(change) }}
      frame={createFrame()}
    />,
  )
/** The titles of the numbered steps. */
const stepsIn = (page: string): string[] =>
  [...(/<ol class="way">(.*?)<\/ol>/s.exec(page)?.[1] ?? '').matchAll(/<h3>(.*?)<\/h3>/gs)].map(
    ([, title = '']) => title,
  )

describe('the page of a product says how it is delivered', () => {
  test('a SaaS product that is not supervised is opened', () => {
    expect(stepsIn(html({}))).toEqual(['余额支付', '商家开通', '获取访问信息', '未开通自动退款'])
  })

  test('R38, R39: a supervised product names the steps of its flow, the criteria, and what buyers are asked', () => {
    const page = html({
      type: 'manual_service',
      supervision: { flow: 'site_building', template: both('站点域名：'), criteria: both('可以访问') },
    })

    expect(stepsIn(page)).toEqual([
      '余额支付',
      '提交需求',
      '商家确认需求',
      '商家设计',
      '确认设计方案',
      '商家制作',
      '验收',
      '验收前可退款',
    ])
    expect(page).toContain('站点域名：')
    expect(page).toContain('可以访问')
  })

  test('R76, R142: a code is collected and activated, and then not refunded', () => {
    const page = html({ type: 'license', supervision: { flow: 'license_code' } })

    expect(stepsIn(page)).toEqual(['余额支付', '商家交付授权码', '领取并激活', '领取前可退款'])
    expect(page).toContain('领取后不能申请退款')
    expect(page).not.toContain('验收通过')
  })

  const accepted = productFlows.filter((flow) => listStages({ flow }).includes('acceptance'))
  test.each(accepted)('%s says whether the system accepts it', (flow) => {
    const { shipped } = getFlow(flow)
    const page = html({ supervision: { flow } })

    expect([page.includes('自动验收。'), page.includes('不会自动验收')]).toEqual([true, !shipped])
  })
})
