import { Icon, useText } from '@loggia/ui'
import type { KeptProduct } from '../kept/browser-list.ts'
import { comparedList } from './compared-list.ts'
import { trayTexts } from './tray-texts.ts'

/** Puts a product among those that are compared, or takes it out. */
export function CompareToggle({
  product,
  named,
}: {
  readonly product: KeptProduct
  readonly named?: boolean
}) {
  const texts = trayTexts.use()
  const text = useText()
  const isChosen = comparedList.use().some(({ id }) => id === product.id)
  const label = texts.toggle(text(product.name))
  return (
    <button
      type="button"
      className={named ? 'btn btn--sm pick' : 'btn btn--quiet btn--sm btn--icon pick'}
      aria-pressed={isChosen}
      aria-label={label}
      title={label}
      onClick={() => (isChosen ? comparedList.remove(product.id) : comparedList.add(product))}
    >
      <Icon name="scale" />
      {named && texts.compare}
    </button>
  )
}
