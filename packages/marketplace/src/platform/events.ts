import type { Tx } from './tx.ts'

/** Something that has happened, in the past tense: `{ type: 'order.paid', … }`. */
export type DomainEvent = { readonly type: string }
/** What a domain does when it hears of an event, in the transaction in which it happened. */
export type EventHandler = (tx: Tx, event: never) => Promise<void>
export type EventHandlers = Readonly<Record<string, EventHandler>>

/** Handlers by event, in the order of the domains. */
export type EventBus = {
  dispatch(tx: Tx, event: DomainEvent): Promise<void>
  /** The lists are given in the order of the domains, once, before anything runs. */
  register(lists: readonly EventHandlers[]): void
}

export function createEventBus(): EventBus {
  const heard = new Map<string, EventHandler[]>()
  return {
    register(lists) {
      for (const list of lists)
        for (const [type, handler] of Object.entries(list)) heard.set(type, [...(heard.get(type) ?? []), handler])
    },
    async dispatch(tx, event) {
      for (const handler of heard.get(event.type) ?? []) await handler(tx, event as never)
    },
  }
}

/** Tells the domains below, in this transaction and in their order. */
export const emit = <E extends DomainEvent>(tx: Tx, event: E): Promise<void> => tx.bus.dispatch(tx, event)
