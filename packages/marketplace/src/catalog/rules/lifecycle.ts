import { addWorkingDays, toCalendarParts } from '@loggia/kernel'
import type { Id, Instant, PriceBand, Transitions, UnitPrice, WorkingDays, Zone } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import { productTransitions } from '../schema.ts'
import type { Application, Decision, Draft, Product, ProductAction, ProductState } from '../schema.ts'
import { listCurrencies } from './fit-draft.ts'
import { requireSameWay } from './product-types.ts'

const transitions: Transitions<ProductState, ProductAction> = productTransitions

/** R45: working days for a review, and the number of a seller's releases on one day from which reviews take longer. */
const review = { workingDays: 3, manyReleases: 10 }

/** The state after a submission; a rejected product may be submitted again (§2.5). */
export function decideSubmission(product: Product): ProductState {
  const next = transitions[product.state].submit
  if (!next) throw catalogProblems.not_submittable({ state: product.state })
  return next
}

/** Only a product that was never on sale is edited directly; after that, each change is reviewed (R49). */
export function requireEditable({ state }: Product): void {
  if (state !== 'draft' && state !== 'rejected') throw catalogProblems.not_editable({ state })
}

/** Whether a new version of it is an application, and not a draft (R49). */
export const isOnSale = (product: Pick<Product, 'state'> | undefined): boolean =>
  product?.state === 'listed' || product?.state === 'hidden'

/** What is typed of a product may be saved while it can be submitted, as a draft or as a change. */
export function requireWritable(product: Product): void {
  if (!isOnSale(product)) requireEditable(product)
}

export function requireChangeable({ state }: Product): void {
  if (state !== 'listed' && state !== 'hidden') throw catalogProblems.not_changeable({ state })
}

/**
 * R45: three working days. If the seller files ten or more releases on one day, their number is added to the three
 * days.
 */
export const decideDueAt = (filedAt: Instant, releasesThatDay: number, days: WorkingDays): Instant =>
  addWorkingDays(
    filedAt,
    review.workingDays + (releasesThatDay >= review.manyReleases ? releasesThatDay : 0),
    days,
  )

export function isSameDay(one: Instant, other: Instant, zone: Zone): boolean {
  const [a, b] = [toCalendarParts(one, zone), toCalendarParts(other, zone)]
  return a.year === b.year && a.month === b.month && a.day === b.day
}

/** R58: an application can be withdrawn until a reviewer opens it. A withdrawn release becomes a draft again. */
export function decideWithdrawal(product: Product, application: Application): ProductState {
  if (application.openedAt !== undefined) throw catalogProblems.review_opened()
  return application.kind === 'release' ? requireNext(product, 'withdraw') : product.state
}

function requireNext(product: Product, action: ProductAction): ProductState {
  const next = transitions[product.state][action]
  if (!next) throw new Error(`The product ${product.id} is ${product.state}: ${action} does not apply`)
  return next
}

/**
 * A rejection needs a reason (R46, R7). With four eyes (R6), the first approval of changed prices only seconds them.
 */
export function decideReview(
  application: Application,
  decision: Decision,
  by: { readonly memberId: Id<'mbr'>; readonly fourEyes: boolean },
): 'approve' | 'second' | 'reject' {
  if (!decision.approve) {
    if (!decision.reason?.trim()) throw catalogProblems.reason_missing()
    return 'reject'
  }
  if (!by.fourEyes || !application.changesPrices) return 'approve'
  if (application.secondedBy === by.memberId) throw catalogProblems.second_operator_needed()
  return application.secondedBy === undefined ? 'second' : 'approve'
}

/** The state after an approval: listed if sold publicly, hidden if not (R52). A suspended product stays suspended. */
export function decidePublication(product: Product, hidden: boolean): ProductState {
  return product.state === 'suspended' ? 'suspended' : requireNext(product, hidden ? 'hide' : 'list')
}

export const decideRejection = (product: Product, application: Application): ProductState =>
  application.kind === 'release' ? requireNext(product, 'reject') : product.state

export function decideSuspension(product: Product): ProductState {
  const next = transitions[product.state].suspend
  if (!next) throw catalogProblems.not_suspendable({ state: product.state })
  return next
}

/** Whether a suspended product still has a reason to stay so: each may end before the others. */
export const isHeld = ({
  suspendedUntil,
  sellerSuspended,
  interfaceFrozen,
}: Pick<Product, 'suspendedUntil' | 'sellerSuspended' | 'interfaceFrozen'>): boolean =>
  suspendedUntil !== undefined || sellerSuspended === true || interfaceFrozen === true

/**
 * R53: when its suspension ends, a product returns to its visibility. `isOver`: a certificate has expired, so it is
 * hidden (R57).
 */
export const decideReturn = (product: Product, isOver = false): ProductState =>
  requireNext(product, product.hidden || isOver ? 'hide' : 'list')

export function decideDelisting(product: Product): ProductState {
  const next = transitions[product.state].delist
  if (!next) throw catalogProblems.not_delistable({ state: product.state })
  return next
}

/** R50: for good; also what was delisted for its interface and could return. */
export const decideFinalDelisting = (product: Product): ProductState =>
  product.interfaceDelisted ? product.state : decideDelisting(product)

/** R238: what was delisted for its interface returns to its visibility, unlike what was delisted for good (R50). */
export function decideRelisting(
  { state, hidden, interfaceDelisted }: Product,
  isOver: boolean,
): ProductState {
  if (state !== 'delisted' || !interfaceDelisted) throw catalogProblems.not_relistable({ state })
  return hidden || isOver ? 'hidden' : 'listed'
}

/** R13, R21, R49, R59: throws if a change of a listed product is not allowed. `current` has no delisted specifications. */
export function requireFitChange(current: Draft, next: Draft): void {
  requireSameWay(current, next)
  if (JSON.stringify(shapeOf(current)) !== JSON.stringify(shapeOf(next)))
    throw catalogProblems.attributes_fixed()
  const [range, wanted] = [current.quantity, next.quantity]
  if (range && wanted && (wanted.min > range.min || wanted.max < range.max))
    throw catalogProblems.quantity_range_narrowed({ min: range.min, max: range.max })
  const named = new Set(next.specifications.flatMap(({ id }) => id ?? []))
  const removed = current.specifications.find(({ id }) => id !== undefined && !named.has(id))
  if (removed) throw catalogProblems.specification_removed({ name: removed.name.zh })
  requireKnownSpecifications(current, next)
  if (listCurrencies(current)[0] !== listCurrencies(next)[0]) throw catalogProblems.currency_fixed()
}

/** A draft refers only to specifications of the product, each at most once. */
export function requireKnownSpecifications(current: Pick<Draft, 'specifications'>, next: Draft): void {
  const known = new Set(current.specifications.map(({ id }) => id))
  for (const { id } of next.specifications)
    if (id !== undefined && !known.delete(id))
      throw catalogProblems.specification_unknown({ specificationId: id })
}

/** The part of the attributes that is fixed: everything except the range of the quantity. */
const shapeOf = ({ attributes, quantity }: Draft) => [
  attributes.map(({ name, values }) => [name.zh, name.en, values.map(({ zh, en }) => [zh, en])]),
  quantity && [
    quantity.name.zh,
    quantity.name.en,
    quantity.unit.zh,
    quantity.unit.en,
    quantity.pricing ?? 'linear',
  ],
]

/** Leaves out bands with the same price as the band below. The wizard adds them where another price has such a band. */
const realBands = (first: UnitPrice, bands: readonly PriceBand[]): readonly PriceBand[] =>
  bands.filter(({ unitPrice }, i) => unitPrice.amountE8 !== (bands[i - 1]?.unitPrice ?? first).amountE8)

/** R2, R6: whether prices, trials, the pricing model, or the set of offered prices differ. */
export function hasNewPrices(current: Draft, next: Draft): boolean {
  const pricesOf = ({ specifications }: Draft) =>
    new Map(
      specifications.flatMap(({ id, skus }, at) =>
        skus.flatMap(({ values, prices }) =>
          prices.map(({ period, unitPrice, bands, trialDays }) => [
            `${id ?? at} ${values.join()} ${period}`,
            [
              unitPrice,
              ...realBands(unitPrice, bands).flatMap(({ above, unitPrice: price }) => [{ above }, price]),
              { trialDays },
            ]
              .map((part) => Object.values(part).join())
              .join(),
          ]),
        ),
      ),
    )
  const modelOf = ({ quantity }: Draft) => quantity && (quantity.pricing ?? 'linear')
  if (modelOf(current) !== modelOf(next)) return true
  const [before, after] = [pricesOf(current), pricesOf(next)]
  return [...before].some(([key, price]) => after.get(key) !== price) || after.size !== before.size
}
