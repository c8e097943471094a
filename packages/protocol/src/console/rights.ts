// Without zod: the pages ask the same table, and carry no schemas.

/** What a member may do for a party: the main account everything, the others what they were granted (R2, R3). */
export type Rights = { main: boolean; grants: string[] }

export type GrantLevel = 'read' | 'write'
/** The areas of the seller centre and how each may be granted; who may write may read. Prices are read with their products. */
export const sellerLevels = {
  products: ['read', 'write'],
  prices: ['write'],
  access: ['read', 'write'],
  orders: ['read', 'write'],
  calls: ['read', 'write'],
  messages: ['read'],
  members: ['read', 'write'],
  organisation: ['read', 'write'],
} as const satisfies Readonly<Record<string, readonly GrantLevel[]>>
export type SellerArea = keyof typeof sellerLevels
export const sellerAreas = Object.keys(sellerLevels) as readonly SellerArea[]
/** Whoever writes other prices into a product needs this beside the right to write products (R2). */
export const priceGrant = 'prices:write'
/** What a buyer's member may have beside looking: to buy, pay, use and cancel. */
export const buyerGrants = ['purchase'] as const
/** The roles of operators (R6); the super admin is the main one. */
export const operatorGrants = ['reviewer', 'appeals', 'finance', 'catalogue'] as const

const sellerGrants = sellerAreas.flatMap((area) => sellerLevels[area].map((level) => `${area}:${level}`))
/** Everything that may be granted, by the kind of party. */
export const grantsOf: Readonly<Record<PartyKind, readonly string[]>> = {
  buyer: buyerGrants,
  seller: sellerGrants,
  operator: operatorGrants,
}
export type PartyKind = 'buyer' | 'seller' | 'operator'

/** What a request needs: to be `any` member at all, to be the `main` account, or a grant; where one of several is enough, they stand with `|` between them. */
export type Need = { readonly party: PartyKind; readonly grant: string }

type Rule = {
  /** The beginning of the path, up to a slash or its end. */
  readonly path: string
  readonly read: string
  readonly write: string
}
const area = (path: string, name: SellerArea): Rule => ({
  path: `/api/seller/${path}`,
  read: `${name}:read`,
  write: `${name}:write`,
})
const buyer = (path: string, write: string): Rule => ({ path: `/api/buyer/${path}`, read: 'any', write })
const operator = (path: string, write: string, read: string): Rule => ({
  path: `/api/operator/${path}`,
  read,
  write,
})

/** Of what operators share: whoever was granted anything. */
const granted = operatorGrants.join('|')

/** The one table of who may do what, by path; of two that fit the longer one counts. A path that stands in none is the main account's alone. */
const rules: readonly Rule[] = [
  area('products', 'products'),
  area('media', 'products'),
  { path: '/api/seller/prices', read: priceGrant, write: priceGrant },
  area('addresses', 'access'),
  area('keys', 'access'),
  area('open-api-keys', 'access'),
  area('order-channel', 'access'),
  area('products/:productId/access', 'access'),
  { path: '/api/seller/orders', read: 'orders:read', write: 'orders:read' },
  area('deliveries', 'orders'),
  area('calls', 'calls'),
  area('call-standing', 'calls'),
  area('test-calls', 'calls'),
  { path: '/api/seller/diagnoses', read: 'calls:read', write: 'calls:read' },
  { path: '/api/seller/messages', read: 'messages:read', write: 'messages:read' },
  area('members', 'members'),
  area('organisation', 'organisation'),
  { path: '/api/seller/overview', read: 'orders:read', write: 'orders:read' },
  area('clock', 'calls'),
  buyer('orders', 'purchase'),
  buyer('deliveries', 'purchase'),
  buyer('services', 'purchase'),
  buyer('quotes', 'purchase'),
  buyer('balance', 'purchase'),
  buyer('refund-quota', 'any'),
  buyer('messages', 'any'),
  buyer('members', 'main'),
  buyer('organisation', 'main'),
  operator('addresses', 'reviewer', 'reviewer'),
  operator('products', 'reviewer', 'reviewer'),
  operator('reviews', 'reviewer', 'reviewer'),
  operator('catalog', 'catalogue', 'catalogue'),
  operator('applications', 'reviewer', 'reviewer'),
  operator('organisation-applications', 'reviewer', 'reviewer'),
  operator('sign-ups', 'reviewer', 'reviewer'),
  operator('sellers', 'reviewer', 'reviewer'),
  operator('buyers', 'reviewer', 'reviewer|finance|appeals'),
  operator('buyers/:buyerId/members', 'reviewer', 'reviewer'),
  operator('buyers/:buyerId/balance', 'finance', 'finance'),
  operator('buyers/:buyerId/top-ups', 'finance', 'finance'),
  operator('buyers/:buyerId/corrections', 'finance', 'finance'),
  operator('buyers/:buyerId/outside-refunds', 'finance', 'finance'),
  operator('balance-changes', 'finance', 'finance'),
  operator('settings', 'main', granted),
  operator('orders', 'appeals', 'reviewer|finance|appeals'),
  operator('deliveries', 'appeals', 'reviewer|finance|appeals'),
  operator('services', 'appeals', 'reviewer|finance|appeals'),
  operator('calls', 'reviewer', 'reviewer|appeals'),
  operator('gates', 'reviewer', 'reviewer|appeals'),
  operator('history', 'main', 'main'),
  operator('coming', 'any', granted),
  operator('clock', 'main', 'any'),
  operator('overview', 'any', 'any'),
  operator('messages', granted, granted),
  operator('members', 'main', 'main'),
  operator('export', 'main', 'main'),
]

/** `/api/seller/orders/:orderId` fits `/api/seller/orders`, whatever stands for the parameter. */
function fits(rule: Rule, parts: readonly string[]): boolean {
  const wanted = rule.path.split('/')
  return (
    wanted.length <= parts.length &&
    wanted.every((part, i) => part === parts[i] || (part.startsWith(':') && parts[i] !== ''))
  )
}

function ruleOf(path: string): Rule | undefined {
  const parts = path.split('/')
  const found = rules.filter((rule) => fits(rule, parts))
  return found.sort((a, b) => b.path.split('/').length - a.path.split('/').length)[0]
}

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** What a request to a party's path needs; undefined for a path that is no party's. */
export function needOf(method: string, path: string): Need | undefined {
  const party = /^\/api\/(buyer|seller|operator)\//.exec(path)?.[1] as PartyKind | undefined
  if (!party) return undefined
  const rule = ruleOf(path)
  if (!rule) return { party, grant: 'main' }
  return { party, grant: isSafe(method) ? rule.read : rule.write }
}

/** Whether somebody has thought of who may do this. */
export const isRuled = (path: string): boolean => ruleOf(path) !== undefined

/** Whether these rights are enough. */
export function isGranted(
  rights: { readonly main: boolean; readonly grants: readonly string[] } | undefined,
  grant: Need['grant'],
): boolean {
  if (!rights) return false
  if (rights.main || grant === 'any') return true
  return grant.split('|').some((one) => {
    const [name, level] = one.split(':')
    return rights.grants.includes(one) || (level === 'read' && rights.grants.includes(`${name}:write`))
  })
}
