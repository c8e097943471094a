import type { supervisionFacts } from '@loggia/protocol/console/supervision/facts'
import { defineTexts } from '@loggia/ui'
import type { KindsOn } from './fact.ts'
import type { FactNames, Look } from './teller.tsx'

export const templateNames = defineTexts<FactNames<typeof supervisionFacts>>(
  {
    'product.template_added': '添加商品的交付模板文件',
    'product.template_removed': '移除商品的交付模板文件',
  },
  {
    'product.template_added': 'File added to the delivery template of a product',
    'product.template_removed': 'File removed from the delivery template of a product',
  },
)

type ProductTitles = { readonly [K in KindsOn<typeof supervisionFacts, 'prd'>]: string }
/** The timeline of a product. */
export const templateTitles = defineTexts<ProductTitles>(
  {
    'product.template_added': '添加交付模板文件',
    'product.template_removed': '移除交付模板文件',
  },
  {
    'product.template_added': 'File added to the delivery template',
    'product.template_removed': 'File removed from the delivery template',
  },
)
export const templateLooks: { readonly [K in keyof ProductTitles]: Look } = {
  'product.template_added': ['plain', 'doc'],
  'product.template_removed': ['plain', 'minus'],
}
