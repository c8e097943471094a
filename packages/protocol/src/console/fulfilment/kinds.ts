// Without zod: pages ask the same lists, and carry no schemas.

export const deliveryStates = ['started', 'delivered', 'accepted', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** What a seller looks through: what is to be delivered, what waits for its buyer, and what is over. */
export const deliveryLists = {
  open: ['started'],
  delivered: ['delivered'],
  over: ['accepted', 'failed'],
} as const satisfies Readonly<Record<string, readonly DeliveryState[]>>
export type DeliveryList = keyof typeof deliveryLists
