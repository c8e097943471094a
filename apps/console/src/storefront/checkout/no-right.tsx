import { Icon, formatCount } from '@loggia/ui'
import { purchaseTexts } from '../buying/texts.ts'
import { checkoutTexts } from './texts.ts'

/** More names help nobody to find a colleague. */
const mostNames = 5

type Props = {
  /** The names of the members who may buy. */
  readonly purchasers: readonly string[]
}

/** Why a member without the right to buy cannot place the order, and who can. */
export function NoRight({ purchasers }: Props) {
  const texts = checkoutTexts.use().hindered
  const { comma } = purchaseTexts.use()
  const names = purchasers.slice(0, mostNames).join(comma)
  const sentence =
    purchasers.length === 0
      ? texts.nobody
      : purchasers.length > mostNames
        ? texts.purchasersAmong(names, formatCount(purchasers.length))
        : texts.purchasers(names)
  return (
    <div className="note note--warn">
      <Icon name="lock" />
      <div className="grow stack">
        <p>{texts.noRight}</p>
        <p>{sentence}</p>
        {purchasers.length > 0 && <p>{texts.ask}</p>}
      </div>
    </div>
  )
}
