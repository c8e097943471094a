import { Icon } from '@loggia/ui'
import { topUpTexts } from './texts.ts'

/** The way back to the order for which the balance was too low. */
export function BackToCheckout({ next }: { readonly next: string | undefined }) {
  const texts = topUpTexts.use()
  if (next === undefined) return null
  return (
    <div className="note note--info">
      <Icon name="wallet" />
      <p className="grow">{texts.forCheckout}</p>
      {/* The checkout is a page of the storefront, which this router does not know. */}
      <a className="link" href={next}>
        {texts.toCheckout}
      </a>
    </div>
  )
}
