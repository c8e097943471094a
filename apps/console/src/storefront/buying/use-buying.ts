import { omitUndefined } from '@loggia/kernel'
import type { Verification } from '@loggia/protocol/console/parties/kinds'
import { ApiProblem } from '@loggia/client'
import type { Money, Product } from '@loggia/protocol/console'
import { useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useApi, useFrame } from '../frame.tsx'
import { toFieldId, useGiven, listValues } from './given.ts'
import type { Given } from './given.ts'
import { paths } from '../links.ts'
import { computeQuote } from './price.ts'
import type { Quote } from './price.ts'
import { createPurchase, createRandomKey } from './purchase.ts'
import type { OrderBody, SubmittedOrder } from './purchase.ts'
import { readChoice, createFirstChoice, isOnOffer, formatSearch, findSelection } from './selection.ts'
import type { Choice, Selection } from './selection.ts'
import { useBalance } from './use-balance.ts'
import type { Balance } from './use-balance.ts'

/** The kind of reader: only buyers can buy, and others are told why. */
export type Shopper = 'guest' | 'buyer' | 'other'
export type Buying = {
  readonly product: Product
  readonly shopper: Shopper
  /** R4: the verification that the buyer needs before the purchase; undefined if it is sufficient. */
  readonly unverified: 'none' | 'enterprise' | undefined
  /** R66: the product requires the account’s phone number, and there is none. */
  readonly isPhoneMissing: boolean
  readonly choice: Choice
  readonly choose: (change: Partial<Choice>) => void
  readonly selection: Selection | undefined
  readonly quote: Quote | undefined
  /** Whether the choice can be bought; if not, there is no button. */
  readonly onOffer: boolean
  readonly balance: Balance
  readonly agreed: boolean
  readonly agree: (agreed: boolean) => void
  /** Whether the data that the product requires may be passed on (R66). */
  readonly consented: boolean
  readonly consent: (consented: boolean) => void
  /** The product's parameters, and the typed values (R47a). */
  readonly given: Given
  /** What is missing after the buyer tried to continue: a quantity, a parameter, the agreements or the consent. */
  readonly wanting: 'quantity' | 'parameter' | 'agreement' | 'consent' | undefined
  readonly confirm: Confirmation
  /** Opens the confirmation, or shows what is missing. */
  readonly goOn: () => void
}
export type Confirmation = {
  readonly open: boolean
  readonly close: () => void
  readonly paying: boolean
  readonly pay: () => void
  /** Places the order without paying it; then its page says what is missing. */
  readonly place: () => void
  readonly problem: ApiProblem | undefined
  /** An order that was submitted but not paid. */
  readonly order: SubmittedOrder | undefined
}

/** The state that the panel, the bar and the confirmation of a product page share. */
export function useBuying(product: Product): Buying {
  const { session } = useFrame()
  const shopper: Shopper = !session ? 'guest' : session.buyer ? 'buyer' : 'other'
  const [choice, choose] = useChoice(product)
  const selection = findSelection(product, choice)
  const quote = quoteFor(product, selection)
  const [balance, reloadBalance] = useBalance(shopper === 'buyer')
  const [agreed, agree] = useState(false)
  const [consented, consent] = useState(false)
  const given = useGiven(product)
  const needsConsent = (product.buyerData ?? []).length > 0
  const [wanting, setWanting] = useState<Buying['wanting']>()
  const confirm = useConfirmation({
    body:
      quote &&
      bodyOf(
        selection,
        quote,
        omitUndefined({
          parameters: listValues(given.asked, given.typed),
          agreed,
          dataConsent: needsConsent ? consented : undefined,
        }),
      ),
    reloadBalance,
  })
  const goOn = () => {
    const unticked = !agreed ? 'agreement' : needsConsent && !consented ? 'consent' : undefined
    const unfit = given.check()
    const missing = !quote ? 'quantity' : unfit === undefined ? unticked : 'parameter'
    setWanting(missing)
    if (missing === 'parameter' && unfit !== undefined)
      return document.getElementById(toFieldId(unfit))?.focus()
    if (missing) return document.getElementById(missing)?.focus()
    confirm.show()
  }
  return {
    product,
    shopper,
    unverified: wantingVerification(product, session?.buyer?.verification),
    isPhoneMissing: (product.buyerData ?? []).includes('phone') && session?.buyer?.hasPhone === false,
    choice,
    choose,
    selection,
    quote,
    onOffer:
      selection !== undefined && isOnOffer(selection.specification) && isPayable(product, selection.term),
    balance,
    agreed,
    agree,
    consented,
    consent,
    given,
    wanting,
    confirm,
    goOn,
  }
}

/** R32: without a balance in its currency nobody can pay it; a trial costs nothing. */
const isPayable = ({ foreignCurrency }: Product, term: Selection['term']): boolean =>
  foreignCurrency === undefined || term?.trialDays !== undefined

/** R4, by the market's rule for orders. */
function wantingVerification(product: Product, verification: Verification | undefined): Buying['unverified'] {
  if (verification === undefined) return undefined
  if (product.verification === 'enterprise' && verification !== 'enterprise') return 'enterprise'
  return verification === 'none' ? 'none' : undefined
}

const quoteFor = (product: Product, selection: Selection | undefined): Quote | undefined =>
  selection?.term && selection.quantity !== undefined
    ? computeQuote(selection.sku, selection.term, selection.quantity, product.quantity?.pricing)
    : undefined

function bodyOf(
  selection: Selection | undefined,
  { total }: { readonly total: Money },
  {
    parameters,
    ...ticked
  }: Pick<OrderBody, 'agreed' | 'dataConsent'> & Required<Pick<OrderBody['lines'][number], 'parameters'>>,
): OrderBody | undefined {
  if (!selection?.term || selection.quantity === undefined) return undefined
  const line = omitUndefined({
    priceItemId: selection.term.item.id,
    quantity: selection.quantity,
    periodCount: selection.term.periods,
    trial: selection.term.trialDays === undefined ? undefined : true,
    parameters: parameters && parameters.length > 0 ? parameters : undefined,
  })
  return { lines: [line], expectedTotal: total, ...ticked }
}

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

type ConfirmationNeeds = { readonly body: OrderBody | undefined; readonly reloadBalance: () => Promise<void> }

function useConfirmation({ body, reloadBalance }: ConfirmationNeeds): Confirmation & { show: () => void } {
  const api = useApi()
  const purchase = useMemo(() => createPurchase(api, createRandomKey), [api])
  const [open, setOpen] = useState(false)
  const [paying, setPaying] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  // A second press may come before the first is rendered, so the state alone cannot prevent it.
  const busy = useRef(false)
  const doOnce = async (act: 'pay' | 'place', wanted: OrderBody) => {
    busy.current = true
    setPaying(true)
    setProblem(undefined)
    try {
      const order = await purchase[act](wanted)
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
  const start = (act: 'pay' | 'place') => () => {
    if (body && !busy.current) void doOnce(act, body)
  }
  return {
    open,
    show,
    close: () => setOpen(false),
    paying,
    pay: start('pay'),
    place: start('place'),
    problem,
    order: purchase.submitted(),
  }
}
