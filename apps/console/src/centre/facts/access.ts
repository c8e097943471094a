import type { accessFacts } from '@loggia/protocol/console/access/facts'
import { defineTexts } from '@loggia/ui'
import type { KindsOn } from './fact.ts'
import type { FactNames, Look } from './teller.tsx'

export const accessNames = defineTexts<FactNames<typeof accessFacts>>(
  {
    'address.added': '提交生产地址',
    'address.registered': '登记生产地址',
    'address.approved': '生产地址审核通过',
    'address.rejected': '生产地址审核未通过',
    'key.made': '新建密钥',
    'key.deleted': '删除密钥',
    'product.access_bound': '为商品选定生产地址与密钥',
    'order_channel.set': '设置订单通知',
  },
  {
    'address.added': 'Production address submitted',
    'address.registered': 'Production address registered',
    'address.approved': 'Production address approved',
    'address.rejected': 'Production address rejected',
    'key.made': 'Key made',
    'key.deleted': 'Key deleted',
    'product.access_bound': 'Production address and key chosen for a product',
    'order_channel.set': 'Notification of orders set',
  },
)

type ProductTitles = { readonly [K in KindsOn<typeof accessFacts, 'prd'>]: string }
/** The history of a product, as its seller reads it. */
export const accessTitles = defineTexts<ProductTitles>(
  {
    'product.access_bound': '绑定生产地址与密钥',
  },
  {
    'product.access_bound': 'Production address and key bound',
  },
)
/** The same for operators. */
export const reviewedAccessTitles = defineTexts<ProductTitles>(
  {
    'product.access_bound': '选定生产地址与密钥',
  },
  {
    'product.access_bound': 'Production address and key chosen',
  },
)
export const accessLooks: { readonly [K in keyof ProductTitles]: Look } = {
  'product.access_bound': ['plain', 'link'],
}
