import type { DomainEvent, EventBus, EventHandler, Tx } from './tx.ts'

export function createEventBus(): EventBus {
  const heard = new Map<string, EventHandler[]>()
  return {
    register(lists) {
      for (const list of lists)
        for (const [type, handler] of Object.entries(list))
          heard.set(type, [...(heard.get(type) ?? []), handler])
    },
    async dispatch(tx, event) {
      for (const handler of heard.get(event.type) ?? []) await handler(tx, event as never)
    },
  }
}

/** Dispatches an event to the domains that handle it, in this transaction and in the order of the domains. */
export const emit = <E extends DomainEvent>(tx: Tx, event: E): Promise<void> => tx.bus.dispatch(tx, event)
