import type { Pick } from './catalogue.ts'

/** Kinds of searches, each a mix of many different queries. */
export const mixes = [
  'two characters',
  'a word',
  'common with facets',
  'filters only',
  'a deep page',
] as const
export type Mix = (typeof mixes)[number]

/** A search; `q` and filters as in an address of the storefront. */
export type Query = {
  readonly q: string
  readonly category?: string
  readonly mode?: 'period'
  readonly price?: string
  readonly sort: 'relevance' | 'newest' | 'price_asc'
  readonly page: number
}

export type Order = {
  readonly database: string
  readonly rounds: { readonly loggia: number; readonly ilike: number }
}
/** Milliseconds of each query, by mix; and of each completion of what is being typed. */
export type Timed = {
  readonly mixes: Readonly<Record<Mix, { readonly loggia: number[]; readonly ilike: number[] }>>
  readonly typing: readonly number[]
}

const pairs = [
  '协同',
  '文档',
  '审计',
  '报销',
  '考勤',
  '仓储',
  '测试',
  '客户',
  '直播',
  '合同',
  '脱敏',
  '看板',
  '澄川',
  '麓石',
  '工单',
  '发票',
]
const words = [
  'documents',
  'audit',
  'payroll',
  'pipelines',
  'crm',
  'exams',
  'warehouse',
  'chengchuan',
  'lushi',
  'treasury',
  'surveys',
  'realtime',
]
const common = ['管理', '平台', '智能', '系统', 'platform', '数据', '企业', '云', 'with', '管']
const categories = [
  'collaboration',
  'security',
  'finance',
  'hr',
  'data',
  'supply-chain',
  'development',
  'marketing',
  'education',
]
const prices = ['CNY-0-50', 'CNY-50-200', 'CNY-200-1000', 'CNY-1000-5000']

/** A word as far as it has been typed. */
export function drawTyped(pick: Pick): string {
  const characters = [...pick(pick([pairs, words, common]))]
  return characters.slice(0, pick(characters.map((_, at) => at + 1))).join('')
}

export function drawQuery(mix: Mix, pick: Pick): Query {
  const first = { q: '', sort: 'relevance', page: 1 } as const
  switch (mix) {
    case 'two characters':
      return { ...first, q: pick(pairs) }
    case 'a word':
      return { ...first, q: pick(words) }
    case 'common with facets':
      return { ...first, q: pick(common), category: pick(categories), price: pick(prices), mode: 'period' }
    case 'filters only':
      return {
        ...first,
        category: pick(categories),
        price: pick(prices),
        sort: pick(['newest', 'price_asc']),
      }
    case 'a deep page':
      return { ...first, q: pick([...pairs, ...common]), page: pick([20, 30, 40, 50]) }
  }
}
