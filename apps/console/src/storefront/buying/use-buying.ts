import type { Product } from '@loggia/protocol/console'
import { useState, useSyncExternalStore } from 'react'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { computeQuote } from './price.ts'
import type { Quote } from './price.ts'
import {
  createFirstChoice,
  findSelection,
  formatSearch,
  isOnOffer,
  readChoice,
  toChoice,
} from './selection.ts'
import type { Choice, Selection } from './selection.ts'
import { useBalance } from './use-balance.ts'
import type { Balance } from './use-balance.ts'
import { useShopper } from './use-shopper.ts'
import type { Shopper } from './use-shopper.ts'

/** What is chosen of a product, and what it costs. */
export type Chosen = {
  readonly product: Product
  readonly selection: Selection | undefined
  readonly quote: Quote | undefined
  readonly balance: Balance
}
export type Buying = Chosen &
  Shopper & {
    readonly choice: Choice
    readonly choose: (change: Partial<Choice>) => void
    /** Whether the choice can be bought; if not, there is no button. */
    readonly onOffer: boolean
    /** The address of the checkout of this choice; undefined while there is no valid quantity. */
    readonly checkout: string | undefined
    /** Goes to the checkout, or shows what is missing. */
    readonly goOn: () => void
  }

/** The state that the panel and the bar of a product page share. */
export function useBuying(product: Product): Buying {
  const shopper = useShopper(product)
  const [choice, choose] = useChoice(product)
  const selection = findSelection(product, choice)
  const [balance] = useBalance(shopper.shopper === 'buyer')
  const checkout = selection && formatCheckout(product, selection)
  const goOn = () => {
    if (checkout === undefined) return document.getElementById('quantity')?.focus()
    location.assign(checkout)
  }
  return {
    ...shopper,
    product,
    choice,
    choose,
    selection,
    quote: computeSelectionQuote(product, selection),
    onOffer: mayBeOrdered(product, selection),
    balance,
    checkout,
    goOn,
  }
}

/** The address of the checkout of a selection; undefined if it cannot be ordered as it is. */
export function formatCheckout(product: Product, selection: Selection): string | undefined {
  const chosen = toChoice(selection)
  return chosen && paths.checkout(product.id, formatSearch(chosen))
}

/** R32: without a balance in its currency nobody can pay it; a trial costs nothing. */
export const mayBeOrdered = ({ foreignCurrency }: Product, selection: Selection | undefined): boolean =>
  selection !== undefined &&
  isOnOffer(selection.specification) &&
  (foreignCurrency === undefined || selection.term?.trialDays !== undefined)

export const computeSelectionQuote = (
  product: Product,
  selection: Selection | undefined,
): Quote | undefined =>
  selection?.term && selection.quantity !== undefined
    ? computeQuote(selection.sku, selection.term, selection.quantity, product.quantity?.pricing)
    : undefined

/** The choice, which is also kept in the address of the page. */
function useChoice(product: Product) {
  const { path } = useFrame()
  const [chosen, setChosen] = useState<Choice>()
  // The server knows the address too, so that the choice has a price even without scripts.
  const asked = new URL(path, 'http://own.invalid')
  const search = useSyncExternalStore(
    neverChanges,
    () => location.search,
    () => asked.search,
  )
  const opened = /\/specifications\/([^/]+)$/.exec(asked.pathname)?.[1]
  const choice = chosen ?? readChoice(search, createFirstChoice(product, opened))
  const choose = (change: Partial<Choice>) => {
    const next = { ...choice, ...change }
    setChosen(next)
    history.replaceState(history.state, '', location.pathname + formatSearch(next) + location.hash)
  }
  return [choice, choose] as const
}

const neverChanges = () => () => undefined
