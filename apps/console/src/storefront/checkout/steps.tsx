import { Icon } from '@loggia/ui'
import { trialTerm } from '../links.ts'
import { useFrame } from '../frame.tsx'
import { checkoutTexts } from './texts.ts'
import type { CheckoutPage } from './use-checkout.ts'

/** Where the reader is between choosing and using. */
export function CheckoutSteps({ page: { product } }: { readonly page: CheckoutPage }) {
  const texts = checkoutTexts.use().steps
  const { path } = useFrame()
  const isTrial = new URL(path, 'http://own.invalid').searchParams.get('term') === trialTerm
  return (
    <ol className="steps" aria-label={texts.label}>
      <li className="done">
        <b>
          <Icon name="check" />
        </b>
        <span>
          {texts.choose}
          <span className="sr">{texts.done}</span>
        </span>
      </li>
      <li aria-current="step">
        <b>2</b>
        <span>{isTrial ? texts.trial : texts.pay}</span>
      </li>
      <li>
        <b>3</b>
        <span>{product.supervision ? texts.deliver : texts.open}</span>
      </li>
    </ol>
  )
}
