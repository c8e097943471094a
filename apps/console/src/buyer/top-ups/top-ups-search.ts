import { readOwnPath } from '@loggia/protocol/console/identity/kinds'
import { topUpRequestStates } from '@loggia/protocol/console/ledger/kinds'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'

/** The filter of the list of requests. */
export const readTopUpsSearch = defineSearch({ state: toChoice(topUpRequestStates) })

/** A checkout of ours, to which a top-up leads back; nothing else. */
const toCheckout = (value: unknown): string | undefined => {
  const path = toText(1000)(value)
  const own = path === undefined ? undefined : readOwnPath(path)
  return own !== undefined && /^\/products\/[^/?#]+\/checkout(\?|$)/.test(own) ? own : undefined
}

/** The amount that is missing where the buyer came from, and the checkout if that was one. */
export const readNewTopUpSearch = defineSearch({ amount: toText(20), next: toCheckout })
export const readTopUpSearch = defineSearch({ next: toCheckout })
