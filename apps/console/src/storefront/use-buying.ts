import { ApiProblem } from '@loggia/client'
import type { Money, Product } from '@loggia/protocol/console'
import { useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useApi, useFrame } from './frame.tsx'
import { paths } from './links.ts'
import { quoteOf } from './price.ts'
import type { Quote } from './price.ts'
import { createPurchase, randomKey } from './purchase.ts'
import type { OrderBody, SubmittedOrder } from './purchase.ts'
import { choiceFrom, firstChoice, searchOf, selectionOf } from './selection.ts'
import type { Choice, Selection } from './selection.ts'
import { useBalance } from './use-balance.ts'
import type { Balance } from './use-balance.ts'

/** Whom the panel serves: it lets only buyers buy, and says why to the others. */
export type Shopper = 'guest' | 'buyer' | 'other'
export type Buying = {
  readonly product: Product
  readonly shopper: Shopper
  readonly choice: Choice
  readonly choose: (change: Partial<Choice>) => void
  readonly selection: Selection | undefined
  readonly quote: Quote | undefined
  readonly balance: Balance
  readonly agreed: boolean
  readonly agree: (agreed: boolean) => void
  /** Set when the buyer wanted to go on without a quantity or without the agreements. */
  readonly wanting: 'quantity' | 'agreement' | undefined
  readonly confirm: Confirmation
  /** Opens the confirmation, or shows what is missing for it. */
  readonly goOn: () => void
}
export type Confirmation = {
  readonly open: boolean
  readonly close: () => void
  readonly paying: boolean
  readonly pay: () => void
  readonly problem: ApiProblem | undefined
  /** An order that was submitted and is not paid. */
  readonly order: SubmittedOrder | undefined
}

/** Everything that the panel, the bar and the confirmation of a product page share. */
export function useBuying(product: Product): Buying {
  const { session } = useFrame()
  const shopper: Shopper = !session ? 'guest' : session.buyer ? 'buyer' : 'other'
  const [choice, choose] = useChoice(product)
  const selection = selectionOf(product, choice)
  const quote = quoteFor(selection)
  const [balance, reloadBalance] = useBalance(shopper === 'buyer')
  const [agreed, agree] = useState(false)
  const [wanting, setWanting] = useState<Buying['wanting']>()
  const confirm = useConfirmation({ body: quote && bodyOf(selection, quote, agreed), reloadBalance })
  const goOn = () => {
    const missing = !quote ? 'quantity' : agreed ? undefined : 'agreement'
    setWanting(missing)
    if (missing) return document.getElementById(missing)?.focus()
    confirm.show()
  }
  return {
    product,
    shopper,
    choice,
    choose,
    selection,
    quote,
    balance,
    agreed,
    agree,
    wanting,
    confirm,
    goOn,
  }
}

const quoteFor = (selection: Selection | undefined): Quote | undefined =>
  selection?.term && selection.quantity !== undefined
    ? quoteOf(selection.specification, selection.term, selection.quantity)
    : undefined

function bodyOf(
  selection: Selection | undefined,
  { total }: { readonly total: Money },
  agreed: boolean,
): OrderBody | undefined {
  if (!selection?.term || selection.quantity === undefined) return undefined
  const line = {
    priceItemId: selection.term.item.id,
    quantity: selection.quantity,
    periodCount: selection.term.periods,
  }
  return { lines: [line], expectedTotal: total, agreed }
}

/** The choice, which the address of the page keeps as well. */
function useChoice(product: Product) {
  const [chosen, setChosen] = useState<Choice>()
  // The server renders without it; the browser takes it up right after.
  const search = useSyncExternalStore(
    neverChanges,
    () => location.search,
    () => '',
  )
  const choice = chosen ?? choiceFrom(search, firstChoice(product))
  const choose = (change: Partial<Choice>) => {
    const next = { ...choice, ...change }
    setChosen(next)
    history.replaceState(history.state, '', location.pathname + searchOf(next) + location.hash)
  }
  return [choice, choose] as const
}

const neverChanges = () => () => undefined

type ConfirmationNeeds = { readonly body: OrderBody | undefined; readonly reloadBalance: () => Promise<void> }

function useConfirmation({ body, reloadBalance }: ConfirmationNeeds): Confirmation & { show: () => void } {
  const api = useApi()
  const purchase = useMemo(() => createPurchase(api, randomKey), [api])
  const [open, setOpen] = useState(false)
  const [paying, setPaying] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  // A second press can come before the first has been drawn, so the state alone does not keep it out.
  const busy = useRef(false)
  const payOnce = async (wanted: OrderBody) => {
    busy.current = true
    setPaying(true)
    setProblem(undefined)
    try {
      const order = await purchase.pay(wanted)
      location.assign(paths.order(order.id))
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? error
          : new ApiProblem({ status: 0, code: 'client.unreadable', detail: '' }, error),
      )
      await reloadBalance()
      busy.current = false
      setPaying(false)
    }
  }
  const show = () => {
    setProblem(undefined)
    setOpen(true)
    void reloadBalance()
  }
  const pay = () => {
    if (body && !busy.current) void payOnce(body)
  }
  return { open, show, close: () => setOpen(false), paying, pay, problem, order: purchase.submitted() }
}
