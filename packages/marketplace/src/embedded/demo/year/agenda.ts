import type { Instant } from '@loggia/kernel'

export type Act = () => Promise<void>
/** What is to happen when; whatever happens may add to it. */
export type Agenda = {
  add(at: Instant, act: Act): void
  /** The earliest before `until`; of those at the same time the one that was added first. */
  take(until: Instant): { readonly at: Instant; readonly act: Act } | undefined
}

export function createAgenda(): Agenda {
  const items: { readonly at: Instant; readonly act: Act }[] = []
  return {
    add(at, act) {
      const next = items.findIndex((one) => one.at > at)
      items.splice(next < 0 ? items.length : next, 0, { at, act })
    },
    take: (until) => (items[0] && items[0].at < until ? items.shift() : undefined),
  }
}
