import type { ApiProblem } from '@loggia/client'
import { CopyText, Icon, formatAmount } from '@loggia/ui'
import { SignInToBuy } from '../buying/buy-panel.tsx'
import { findMissing } from '../buying/price.ts'
import { purchaseTexts } from '../buying/texts.ts'
import { paths } from '../links.ts'
import { checkoutTexts } from './texts.ts'
import { refusalId } from './use-checkout.ts'
import type { Checkout } from './use-checkout.ts'

type Told = { readonly checkout: Checkout; readonly problem: ApiProblem }

/** Why an order was not placed or not paid, what that means, and what to do. */
export function PayProblem({ checkout, problem }: Told) {
  const texts = checkoutTexts.use()
  const { phoneMissing, signInToBuy } = purchaseTexts.use()
  const sentence = useSentence({ checkout, problem })
  const { order } = checkout
  const reload = findReload(problem, texts)
  return (
    <div className="note note--bad" role="alert" id={refusalId} tabIndex={-1}>
      <Icon name="alert" />
      <div className="stack">
        <p>{sentence}</p>
        {!order && isRefusal(problem) && <p>{texts.refused}</p>}
        {problem.code === 'order.price_changed' && <Prices checkout={checkout} problem={problem} />}
        {order && (
          <p>
            {texts.orderKept} <a href={paths.order(order.id)}>{texts.seeOrder}</a>{' '}
            <span className="mono">{order.number}</span>
          </p>
        )}
        {reload && (
          <button type="button" className="btn btn--sm" onClick={() => location.reload()}>
            {reload}
          </button>
        )}
        {isContactMissing(problem) && (
          <a className="btn btn--sm" href={paths.organisation}>
            {phoneMissing.add}
          </a>
        )}
        {problem.status === 401 && (
          <SignInToBuy className="btn btn--sm" label={signInToBuy} next={checkout.here} />
        )}
        {problem.requestId && (
          <p className="t12 dim">
            {texts.requestId} <CopyText value={problem.requestId} />
          </p>
        )}
      </div>
    </div>
  )
}

/** The price that was shown, and the one that the marketplace has by now. */
function Prices({ checkout: { quote }, problem }: Told) {
  const texts = checkoutTexts.use()
  const { actualAmount } = problem.details
  if (!quote || typeof actualAmount !== 'string') return <p>{problem.detail}</p>
  const { currency } = quote.total
  return (
    <dl className="lines co__prices">
      <div>
        <dt>{texts.oldPrice}</dt>
        <dd>{formatAmount(quote.total)}</dd>
      </div>
      <div>
        <dt>{texts.newPrice}</dt>
        <dd>{formatAmount({ amount: actualAmount, currency })}</dd>
      </div>
    </dl>
  )
}

/** What a reload of the page is called: its address keeps the choice, and leads to an order that was placed. */
function findReload(problem: ApiProblem, texts: ReturnType<typeof checkoutTexts.use>): string | undefined {
  if (problem.code === 'order.price_changed') return texts.reloadPrice
  if (problem.code === 'order.agreements_changed') return texts.reloadAgreements
  if (problem.code === 'request.key_reused') return texts.seeOrder
  return isAskedOtherwise(problem) ? texts.reloadAsked : undefined
}

/** R5, R28–R32, R47a: the product refuses this buyer, this choice or these values, with the sentence of the rule. */
export const isRefusal = (problem: ApiProblem): boolean =>
  (problem.code.startsWith('catalog.') || isAskedOtherwise(problem) || isContactMissing(problem)) &&
  problem.status < 500

/** Whether pressing the button again cannot help: first the page, the product or the account has to change. */
export const isFinal = (problem: ApiProblem): boolean =>
  problem.code === 'order.price_changed' ||
  problem.code === 'order.agreements_changed' ||
  problem.code === 'request.key_reused' ||
  (isRefusal(problem) && !isAskedOtherwise(problem))

/** R66: the account has lost its contact, or the product requires it by now. */
const isContactMissing = ({ code }: ApiProblem): boolean => code === 'order.contact_missing'

/** The page checks by the market's rule. If the market refuses all the same, the product's parameters have changed. */
const isAskedOtherwise = ({ code }: ApiProblem): boolean => code.startsWith('order.parameter_')

function useSentence({ checkout, problem }: Told): string {
  const texts = checkoutTexts.use()
  const missing = findMissing(checkout)
  if (problem.status === 401) return texts.signedOut
  if (problem.code === 'order.price_changed') return texts.priceChanged
  if (problem.code === 'order.agreements_changed') return texts.agreementsChanged
  if (problem.code === 'request.key_reused') return texts.keyReused
  if (problem.code === 'ledger.balance_insufficient' && missing) return texts.short(formatAmount(missing))
  if (problem.code === 'client.unreachable') return texts.unreachable
  return problem.detail || texts.unreadable
}
