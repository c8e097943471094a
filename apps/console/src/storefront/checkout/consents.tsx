import { isPerformed } from '@loggia/kernel'
import { Icon, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { paths } from '../links.ts'
import { productTexts } from '../product/texts.ts'
import { findTyped, listValues } from './given.ts'
import { checkoutTexts } from './texts.ts'
import type { Checkout, ConsentKind } from './use-checkout.ts'

type OfCheckout = { readonly checkout: Checkout }

/** What the buyer agrees to, each with the very data or text that it is about. Nothing is ticked initially. */
export function Consents({ checkout }: OfCheckout) {
  return (
    <div className="consent">
      {checkout.needsConsent && <DataConsent checkout={checkout} />}
      <GivenValues checkout={checkout} />
      {(checkout.needsConsent || checkout.given.asked.length > 0) && <hr className="sep" />}
      <Agreements checkout={checkout} />
    </div>
  )
}

/** R66: the account data that the product requires, which are passed on only with the buyer's consent. */
function DataConsent({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const text = useText()
  const { product, page } = checkout
  const words = isPerformed(product.type) || product.type === 'license' ? texts.performed : texts
  const passed = page.own?.passed ?? {}
  return (
    <>
      <Tick checkout={checkout} kind="consent" wanted={words.consentFirst} noted>
        {words.consent(text(product.seller.name))}
      </Tick>
      <ul className="fields">
        {(['phone', 'email', 'userName'] as const).map(
          (name) =>
            passed[name] !== undefined && (
              <li key={name}>
                <span>{texts.passed[name]}</span>
                <b>{passed[name]}</b>
              </li>
            ),
        )}
      </ul>
      <p className="hint" id="consent-note">
        {words.consentNote}
      </p>
    </>
  )
}

/** R47a: the values that go with the order; they change while they are typed. */
function GivenValues({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const text = useText()
  const { asked, typed } = checkout.given
  if (asked.length === 0) return null
  const values = listValues(asked, typed)
  return (
    <div className="co__also">
      <p id="also-passed">{texts.alsoPassed(text(checkout.product.seller.name))}</p>
      <ul className="fields" aria-labelledby="also-passed">
        {asked
          .filter((one) => one.required || findTyped(one, typed) !== '')
          .map(({ name, label }) => {
            const given = values.find((one) => one.name === name)
            return (
              <li key={name}>
                <span>{text(label)}</span>
                {given ? <b>{given.reads ? text(given.reads) : given.value}</b> : texts.nothingTyped}
              </li>
            )
          })}
      </ul>
    </div>
  )
}

/** R65: the market's terms and the product's agreement, in the versions that the order keeps. */
function Agreements({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const { marketAgreement, serviceAgreement, version } = productTexts.use()
  const text = useText()
  const { product, page } = checkout
  const versionOf = (of: { readonly version: number } | undefined) =>
    of && of.version > 0 ? version(of.version) : ''
  // They open beside the order, so that nothing typed is lost.
  const linkTo = (part: string, name: string, of: { readonly version: number } | undefined) => (
    <a href={`${paths.product(product.id)}#${part}`} target="_blank" rel="noopener">
      {texts.quoted(name, versionOf(of))}
    </a>
  )
  return (
    <Tick checkout={checkout} kind="agreement" wanted={texts.agreeFirst}>
      {texts.agree}
      {linkTo('market-agreement', marketAgreement, page.terms)}
      {texts.and}
      {linkTo('service-agreement', serviceAgreement(text(product.name)), product.agreement)}
    </Tick>
  )
}

type TickProps = OfCheckout & {
  readonly kind: ConsentKind
  /** What is said while the box has to be ticked. */
  readonly wanted: string
  /** Whether there is a note below. */
  readonly noted?: boolean
  readonly children: ReactNode
}

function Tick({ checkout, kind, wanted, noted, children }: TickProps) {
  const isTicked = checkout.ticked[kind]
  const isWrong = checkout.missing === kind && !isTicked
  const described = [isWrong && `${kind}-error`, noted && `${kind}-note`].filter(Boolean).join(' ')
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          id={kind}
          // A browser would tick it again after a reload, which may show another version.
          autoComplete="off"
          checked={isTicked}
          aria-invalid={isWrong}
          aria-describedby={described || undefined}
          onChange={(event) => checkout.tick(kind, event.target.checked)}
        />
        <span>{children}</span>
      </label>
      {isWrong && (
        <p className="error co__error" id={`${kind}-error`} role="alert">
          <Icon name="alert" />
          {wanted}
        </p>
      )}
    </div>
  )
}
