import { Icon } from '@loggia/ui'
import type { IconName } from '@loggia/ui'
import { useFrame } from '../frame.tsx'
import { SignInToBuy } from '../buying/buy-panel.tsx'
import { purchaseTexts } from '../buying/texts.ts'
import { paths } from '../links.ts'
import { AskToBuy } from './ask-to-buy.tsx'
import { NoRight } from './no-right.tsx'
import { checkoutTexts } from './texts.ts'
import type { Checkout, Hindrance } from './use-checkout.ts'

type Props = { readonly checkout: Checkout; readonly hindrance: Hindrance }

/** Why nothing can be ordered as it is. */
export function Hindered({ checkout, hindrance }: Props) {
  const sentence = useSentence({ checkout, hindrance })
  if (hindrance === 'noRight')
    return <NoRight purchasers={(checkout.page.own?.options.approvers ?? []).map(({ name }) => name)} />
  const isCalm = hindrance === 'guest'
  return (
    <div className={isCalm ? 'note note--info' : 'note note--warn'}>
      <Icon name={icons[hindrance] ?? 'alert'} />
      <p>{sentence}</p>
    </div>
  )
}

const icons: Partial<Record<Hindrance, IconName>> = {
  guest: 'user',
  other: 'info',
  suspended: 'pause',
  unverified: 'shield',
  phone: 'phone',
}

function useSentence({ checkout, hindrance }: Props): string {
  const texts = checkoutTexts.use().hindered
  const { unverified, phoneMissing, standing } = purchaseTexts.use()
  const { session } = useFrame()
  const { foreignCurrency } = checkout.product
  switch (hindrance) {
    case 'unverified':
      return unverified[checkout.unverified ?? 'none']
    case 'phone':
      return phoneMissing.text
    case 'suspended':
      return texts.suspended(session?.buyer?.suspension?.reason ?? '')
    case 'notOnOffer':
      return foreignCurrency === undefined ? texts.notOnOffer : standing.foreignCurrency(foreignCurrency)
    case 'gone':
    case 'quantity':
    case 'guest':
    case 'other':
    case 'noRight':
      return texts[hindrance]
  }
}

/** The button in place of the one that orders: what helps, if the reader can do it. */
export function HinderedAct({ checkout, hindrance, large }: Props & { readonly large?: boolean }) {
  const texts = checkoutTexts.use().hindered
  const { unverified, phoneMissing } = purchaseTexts.use()
  const size = large ? ' btn--lg btn--block' : ''
  const link = (href: string, label: string, isMain = true) => (
    <a className={`btn${isMain ? ' btn--primary' : ''}${size}`} href={href}>
      {label}
    </a>
  )
  switch (hindrance) {
    case 'gone':
    case 'quantity':
    case 'notOnOffer':
      return link(checkout.back, texts.chooseAgain)
    case 'unverified':
      return link(paths.organisation, unverified.ask)
    case 'phone':
      return link(paths.organisation, phoneMissing.add)
    case 'other':
      return <SignInToBuy className={`btn${size}`} label={texts.otherAccount} next={checkout.here} />
    case 'guest':
      return (
        <>
          <SignInToBuy className={`btn btn--primary${size}`} label={texts.signIn} next={checkout.here} />
          {large && link(paths.signUp(checkout.here), texts.signUp, false)}
        </>
      )
    case 'noRight':
      return checkout.page.own?.options.approvers.length ? (
        <AskToBuy checkout={checkout} isMain size={size} />
      ) : null
    case 'suspended':
      return null
  }
}
