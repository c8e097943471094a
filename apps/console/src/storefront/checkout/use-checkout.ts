import type { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import type { PageData } from '@loggia/protocol/console'
import { isGranted } from '@loggia/protocol/console/parties/kinds'
import { useEffect, useMemo, useRef, useState } from 'react'
import { toProblem } from '../account/form.tsx'
import {
  createFirstChoice,
  findMisfit,
  findSelection,
  formatSearch,
  readChoice,
} from '../buying/selection.ts'
import { askBalance, keepBalance } from '../buying/use-balance.ts'
import type { Balance } from '../buying/use-balance.ts'
import { mayBeOrdered, computeSelectionQuote } from '../buying/use-buying.ts'
import type { Chosen } from '../buying/use-buying.ts'
import { useShopper } from '../buying/use-shopper.ts'
import type { Shopper } from '../buying/use-shopper.ts'
import { useApi, useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { listValues, toFieldId, useGiven } from './given.ts'
import type { Given } from './given.ts'
import { createPurchase, readCheckoutKey } from './purchase.ts'
import type { OrderBody, SubmittedOrder } from './purchase.ts'

export type CheckoutPage = Extract<PageData, { route: 'checkout' }>
/** What has to change before anything can be ordered; one at a time. */
export type Hindrance =
  | 'gone'
  | 'quantity'
  | 'notOnOffer'
  | 'guest'
  | 'other'
  | 'suspended'
  | 'noRight'
  | 'unverified'
  | 'phone'
/** A consent without which nothing is ordered (R65, R66). */
export type ConsentKind = 'agreement' | 'consent'
export type Checkout = Chosen & {
  readonly page: CheckoutPage
  readonly hindrance: Hindrance | undefined
  readonly unverified: Shopper['unverified']
  readonly isTrial: boolean
  /** The page of the product with the same choice. */
  readonly back: string
  /** The address of this checkout with its key, for links that come back to it. */
  readonly here: string
  /** The product's parameters, and the typed values (R47a). */
  readonly given: Given
  readonly ticked: Readonly<Record<ConsentKind, boolean>>
  readonly tick: (kind: ConsentKind, isTicked: boolean) => void
  /** A consent that was missing when the buyer wanted to order. */
  readonly missing: ConsentKind | undefined
  readonly needsConsent: boolean
  /** R3a: what the order is booked to; absent for none. */
  readonly costCentreId: string | undefined
  readonly chooseCostCentre: (id: string) => void
} & Ordering
type Ordering = {
  readonly isBusy: boolean
  readonly problem: ApiProblem | undefined
  /** An order that was submitted but not paid: it alone can be paid from now on. */
  readonly order: SubmittedOrder | undefined
  /** Orders and pays, or only orders; or shows what is missing. */
  readonly submit: (act: 'pay' | 'place') => void
}

/** The state of a checkout: what is chosen stands in the address, and everything else is decided here. */
export function useCheckout(page: CheckoutPage): Checkout {
  const { product } = page
  const { path, session } = useFrame()
  const { search } = new URL(path, 'http://own.invalid')
  const choice = readChoice(search, createFirstChoice(product))
  const selection = findSelection(product, choice)
  const shopper = useShopper(product)
  const quote = computeSelectionQuote(product, selection)
  const given = useGiven(product, session?.buyer ? session.member.id : undefined)
  const consents = useConsents((product.buyerData ?? []).length > 0)
  const hindrance =
    findMisfit(search, selection) ??
    (mayBeOrdered(product, selection) ? findReaderHindrance(shopper, session) : 'notOnOffer')
  const [costCentreId, chooseCostCentre] = useState(page.own?.options.own ?? '')
  const costCentre = { costCentreId: costCentreId || undefined, chooseCostCentre }
  const body = createBody({ page, selection, quote, given, ...consents, ...costCentre })
  const ordering = useOrdering(page, hindrance === undefined ? body : undefined, given)
  const submit: Checkout['submit'] = (act) => {
    const unfit = given.check()
    const unticked = consents.check()
    const wanted = unfit === undefined ? unticked : toFieldId(unfit)
    if (wanted !== undefined && ordering.order === undefined) return document.getElementById(wanted)?.focus()
    ordering.submit(act)
  }
  return {
    page,
    product,
    selection,
    quote,
    hindrance,
    unverified: shopper.unverified,
    isTrial: selection?.term?.trialDays !== undefined,
    back: formatBack(page, selection?.specification, formatSearch(choice)),
    given,
    ...consents,
    ...costCentre,
    ...ordering,
    submit,
  }
}

function findReaderHindrance(
  { shopper, unverified, isPhoneMissing }: Shopper,
  session: ReturnType<typeof useFrame>['session'],
): Hindrance | undefined {
  if (shopper !== 'buyer') return shopper
  if (session?.buyer?.suspension) return 'suspended'
  if (!isGranted(session?.rights.buyer, 'purchase')) return 'noRight'
  if (unverified) return 'unverified'
  return isPhoneMissing ? 'phone' : undefined
}

/** R52: a hidden specification has an address of its own. */
const formatBack = (
  { product }: CheckoutPage,
  specification: { readonly id: string; readonly hidden?: boolean | undefined } | undefined,
  search: string,
): string =>
  (specification?.hidden ? paths.specification(product.id, specification.id) : paths.product(product.id)) +
  search

function useConsents(needsConsent: boolean) {
  const [ticked, setTicked] = useState<Checkout['ticked']>({ agreement: false, consent: false })
  const [missing, setMissing] = useState<ConsentKind>()
  // A box may have been ticked before the script ran.
  useEffect(() => setTicked({ agreement: isTickedNow('agreement'), consent: isTickedNow('consent') }), [])
  return {
    needsConsent,
    ticked,
    missing,
    tick: (kind: ConsentKind, isTicked: boolean) => setTicked((before) => ({ ...before, [kind]: isTicked })),
    /** Returns the id of the first box that has to be ticked; from then on its error is shown. */
    check: (): ConsentKind | undefined => {
      const first = needsConsent && !ticked.consent ? 'consent' : ticked.agreement ? undefined : 'agreement'
      setMissing(first)
      return first
    },
  }
}

function isTickedNow(kind: ConsentKind): boolean {
  const box = document.getElementById(kind)
  return box instanceof HTMLInputElement && box.checked
}

/** What is chosen and given, as an order and a purchase request have it. */
export function createLine({
  selection,
  given,
}: Pick<Checkout, 'selection' | 'given'>): OrderBody['lines'][number] | undefined {
  if (!selection?.term || selection.quantity === undefined) return undefined
  const parameters = listValues(given.asked, given.typed)
  return omitUndefined({
    priceItemId: selection.term.item.id,
    quantity: selection.quantity,
    periodCount: selection.term.periods,
    trial: selection.term.trialDays === undefined ? undefined : true,
    parameters: parameters.length > 0 ? parameters : undefined,
  })
}

/** R65: the versions to which the ticks of this page consent. */
const listShownAgreements = ({ terms, product }: CheckoutPage) =>
  omitUndefined({ market: terms.version, service: product.agreement?.version })

function createBody({
  page,
  selection,
  quote,
  given,
  needsConsent,
  ticked,
  costCentreId,
}: Pick<Checkout, 'page' | 'selection' | 'quote' | 'given' | 'needsConsent' | 'ticked' | 'costCentreId'>):
  | OrderBody
  | undefined {
  const line = createLine({ selection, given })
  if (!quote || !line) return undefined
  return omitUndefined({
    lines: [{ ...line, agreements: listShownAgreements(page) }],
    expectedTotal: quote.total,
    agreed: ticked.agreement,
    dataConsent: needsConsent ? ticked.consent : undefined,
    costCentreId,
  })
}

function useOrdering(
  page: CheckoutPage,
  body: OrderBody | undefined,
  given: Given,
): Ordering & { readonly balance: Balance; readonly here: string } {
  const api = useApi()
  const { path } = useFrame()
  const purchase = useMemo(() => createPurchase(api, readCheckoutKey), [api])
  const [balance, setBalance] = useState<Balance>(page.own?.balance ?? 'none')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  // A second press may come before the first is rendered, so the state alone cannot prevent it.
  const busy = useRef(false)
  const [here, setHere] = useState(path)
  const isBuyer = page.own !== undefined
  useEffect(() => {
    if (!isBuyer) return
    readCheckoutKey()
    setHere(location.pathname + location.search)
  }, [isBuyer])
  const doOnce = async (act: 'pay' | 'place', wanted: OrderBody) => {
    busy.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      const order = await purchase[act](wanted)
      given.forget()
      // Going back must not lead to a page that orders.
      location.replace(paths.order(order.id))
    } catch (error) {
      const refusal = toProblem(error)
      setProblem(refusal)
      focusRefusal(refusal)
      const answer = await askBalance(api)
      setBalance(keepBalance(answer))
      busy.current = false
      setBusy(false)
    }
  }
  return {
    balance,
    here,
    isBusy,
    problem,
    order: purchase.submitted(),
    submit: (act) => {
      if (body && !busy.current) void doOnce(act, body)
    },
  }
}

/** What the marketplace says is about a parameter, or about the whole. */
export const refusalId = 'refusal'
export const isAboutParameter = ({ code, details }: ApiProblem): boolean =>
  code.startsWith('order.parameter_') && typeof details['name'] === 'string'

/** Leads to the field that was refused, otherwise to the message, which may be outside the window. */
function focusRefusal(problem: ApiProblem): void {
  requestAnimationFrame(() => {
    const field = isAboutParameter(problem)
      ? document.getElementById(toFieldId(String(problem.details['name'])))
      : null
    ;(field ?? document.getElementById(refusalId))?.focus()
  })
}
