const period = ['period', 'from', 'to'] as const
const orders = [...period, 'text', 'state', 'kind'] as const
const calls = [...period, 'orderNumber', 'instance', 'activity', 'result'] as const
const refundRequests = ['list', 'q'] as const
const supervisions = ['list', 'q'] as const
const dialTests = ['productId', 'state', 'sellerId'] as const

/**
 * The lists whose filters can be saved, by the path of their page, and the parameters of the address that are filters.
 * A test compares them with those that the pages read.
 */
export const filterLists = {
  '/buyer/orders': [...orders, 'costCentreId'],
  '/buyer/services': ['text', 'type', 'state'],
  '/buyer/refunds': ['state', 'q'],
  '/buyer/supervisions': supervisions,
  '/buyer/balance': [...period, 'kind', 'orderNumber'],
  '/seller/orders': orders,
  '/seller/calls': calls,
  '/seller/products': ['state', 'q'],
  '/seller/licenses': ['q', 'way', 'state'],
  '/seller/refunds': refundRequests,
  '/seller/supervisions': supervisions,
  '/seller/dial-tests': dialTests,
  '/operator/orders': orders,
  '/operator/calls': [...calls, 'state', 'sellerId'],
  '/operator/buyers': ['text', 'verification', 'state', 'sort'],
  '/operator/sellers': ['text', 'breaker', 'selling', 'suspension', 'sort'],
  '/operator/refunds': refundRequests,
  '/operator/supervisions': supervisions,
  '/operator/top-ups': [...period, 'text', 'state'],
  '/operator/audit': [...period, 'subject', 'subjectKind', 'kind', 'actor', 'text'],
  '/operator/mails': ['state', 'address'],
  '/operator/dial-tests': dialTests,
} as const satisfies Readonly<Record<string, readonly string[]>>

export type FilterList = keyof typeof filterLists

export const filterListNames = Object.keys(filterLists) as readonly FilterList[]

/** Whether this is the path of a page with such a list. */
export const isFilterList = (path: string): path is FilterList => Object.hasOwn(filterLists, path)

/** How many filters of one list a member may save in one party. */
export const mostSavedFilters = 20
/** The longest name, in characters (UTF-16). */
export const mostFilterName = 40
/** The longest value of one filter, in characters (UTF-16). */
export const mostFilterValue = 254
