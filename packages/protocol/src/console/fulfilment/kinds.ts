// Without zod: pages use the same lists, and load no schemas.

export const deliveryStates = ['started', 'delivered', 'accepted', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** A seller's lists: to be delivered, waiting for the buyer, and over. */
export const deliveryLists = {
  open: ['started'],
  delivered: ['delivered'],
  over: ['accepted', 'failed'],
} as const satisfies Readonly<Record<string, readonly DeliveryState[]>>
export type DeliveryList = keyof typeof deliveryLists
