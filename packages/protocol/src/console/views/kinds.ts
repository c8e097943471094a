/** What may wait for an operator: an item of the to-do list is one of these. */
export const toDoKinds = [
  'seller_application',
  'seller_data',
  'buyer_verification',
  'sign_up',
  'owner_reset',
  'suspension',
  'address',
  'product',
  'feedback',
  'balance_change',
  'top_up_request',
  'appeal',
  'ticket',
  'recheck',
  'interface',
] as const
export type ToDoKind = (typeof toDoKinds)[number]

/** Whether things of this kind are taken up on their own page, where a review begins with it. */
export const isHeldOnItsPage = (kind: ToDoKind): boolean =>
  kind === 'seller_application' ||
  kind === 'seller_data' ||
  kind === 'buyer_verification' ||
  kind === 'product'

/** What the reader may do with who works on something that waits. */
export const holdActs = ['take_up', 'hand_over', 'hand_back'] as const
export type HoldAct = (typeof holdActs)[number]

/** How many things an operator may decide in one request. */
export const mostDecided = 100

/** What the search of a centre finds. */
export const foundKinds = ['order', 'service', 'product', 'call', 'buyer', 'seller', 'top_up'] as const
export type FoundKind = (typeof foundKinds)[number]

/** What happens next to a service if nobody acts: it renews, its term or trial ends, it is frozen, its data are deleted. */
export const expiryKinds = ['renews', 'ends', 'trial_ends', 'freezes', 'releases'] as const
export type ExpiryKind = (typeof expiryKinds)[number]
