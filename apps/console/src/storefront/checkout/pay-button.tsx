import { formatAmount } from '@loggia/ui'
import { useHydrated } from '../../centre/hydrated.ts'
import { findMissing } from '../buying/price.ts'
import { isFinal } from './pay-problem.tsx'
import { checkoutTexts } from './texts.ts'
import type { Checkout } from './use-checkout.ts'

/** Whether the order can only be placed, because the balance is too low to pay it now. */
export const isOrderShort = (of: Pick<Checkout, 'balance' | 'quote'>): boolean =>
  findMissing(of) !== undefined

type Props = {
  readonly checkout: Checkout
  /** The form that it submits, if it stands outside. */
  readonly form?: string
  readonly large?: boolean
}

/** The one filled button: it names the act and the amount. */
export function PayButton({ checkout, form, large }: Props) {
  const texts = checkoutTexts.use()
  const isHydrated = useHydrated()
  const { quote, selection, problem, isBusy } = checkout
  // With an outdated price, or if the choice is not sold any more, nothing can be paid.
  if (!quote || (problem && isFinal(problem))) return null
  const trialDays = selection?.term?.trialDays
  const [label, busyLabel] = isOrderShort(checkout)
    ? [texts.place, texts.placing]
    : trialDays === undefined
      ? [texts.pay(formatAmount(quote.total)), texts.paying]
      : [texts.startTrial(trialDays), texts.startingTrial]
  const size = large ? ' btn--lg btn--block' : ''
  return (
    // The two spans are its label; one of them is visible at a time.
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label
    <button
      type="submit"
      form={form}
      className={`btn btn--primary${size}${isBusy ? ' is-busy' : ''}`}
      aria-busy={isBusy}
      // Outside its form it does not wait with it for the script; pressed before, it would do nothing.
      inert={!isHydrated}
    >
      <span className="keep" data-busy={isBusy || undefined}>
        <span>{label}</span>
        <span>{isBusy && busyLabel}</span>
      </span>
    </button>
  )
}
