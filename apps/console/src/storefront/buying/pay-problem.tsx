import type { ApiProblem } from '@loggia/client'
import { CopyText, Icon, formatAmount } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import { SignInToBuy } from './buy-panel.tsx'
import { paths } from '../links.ts'
import { computeMissing } from './price.ts'
import type { Buying } from './use-buying.ts'

type Told = { readonly buying: Buying; readonly problem: ApiProblem }

/** Why an order was not placed or not paid, what that means, and what to do. */
export function PayProblem({ buying, problem }: Told) {
  const texts = purchaseTexts.use()
  const sentence = useSentence({ buying, problem })
  const { order } = buying.confirm
  return (
    <div className="note note--bad" role="alert">
      <Icon name="alert" />
      <div className="stack">
        <p>{sentence}</p>
        {!order && isRefusal(problem) && <p>{texts.refused}</p>}
        {problem.code === 'order.price_changed' && <p>{problem.detail}</p>}
        {order && (
          <p>
            {texts.orderKept} <a href={paths.order(order.id)}>{texts.seeOrder}</a>{' '}
            <span className="mono">{order.number}</span>
          </p>
        )}
        {(problem.code === 'order.price_changed' || isAskedOtherwise(problem)) && (
          <button type="button" className="btn btn--sm" onClick={() => location.reload()}>
            {isAskedOtherwise(problem) ? texts.reloadAsked : texts.reloadPrice}
          </button>
        )}
        {isContactMissing(problem) && (
          <a className="btn btn--sm" href={paths.organisation}>
            {texts.phoneMissing.add}
          </a>
        )}
        {problem.status === 401 && <SignInToBuy className="btn btn--sm" label={texts.signInToBuy} />}
        {problem.requestId && (
          <p className="t12 dim">
            {texts.requestId} <CopyText value={problem.requestId} />
          </p>
        )}
      </div>
    </div>
  )
}

/** R5, R28–R32, R47a: the product refuses this buyer, this choice or these values, with the sentence of the rule. */
export const isRefusal = (problem: ApiProblem): boolean =>
  (problem.code.startsWith('catalog.') || isAskedOtherwise(problem) || isContactMissing(problem)) &&
  problem.status < 500

/** R66: the account has lost its contact, or the product requires it by now. */
const isContactMissing = ({ code }: ApiProblem): boolean => code === 'order.contact_missing'

/** The page checks by the market's rule. If the market refuses all the same, the product's parameters have changed. */
const isAskedOtherwise = ({ code }: ApiProblem): boolean => code.startsWith('order.parameter_')

function useSentence({ buying, problem }: Told): string {
  const texts = purchaseTexts.use()
  const { balance, quote } = buying
  const missing = quote && typeof balance === 'object' ? computeMissing(balance, quote.total) : undefined
  if (problem.status === 401) return texts.signedOut
  if (problem.code === 'order.price_changed') return texts.priceChanged
  if (problem.code === 'ledger.balance_insufficient' && missing) return texts.short(formatAmount(missing))
  if (problem.code === 'client.unreachable') return texts.unreachable
  return problem.detail || texts.unreadable
}
