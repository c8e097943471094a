import { omitUndefined } from '@loggia/kernel'
import type { SellerProduct, Specification } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useChange } from '../../../centre/api.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { productAskTexts } from './ask-texts.ts'
import { touchedByAsking, touchedByLinking } from './touched.ts'

type Props = {
  readonly product: SellerProduct
  /** One specification, or the whole product. */
  readonly specification?: Specification
  readonly onClose: () => void
}

/** The joint kit, beside the delivery: a product that has an app credential keeps it. */
export function UnlinkDialog({ product, onClose }: Pick<Props, 'product' | 'onClose'>) {
  const texts = productAskTexts.use().unlinking
  const toast = useToast()
  const ask = useChange('DELETE /api/seller/products/:productId/access', touchedByLinking)
  const onAct = () =>
    ask.mutate(
      { params: { productId: product.id }, query: { of: 'joint' } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog danger texts={texts} act={texts.act} change={ask} onClose={onClose} onAct={onAct}>
      <p className="t13">{texts.text}</p>
    </DecisionDialog>
  )
}

/** R52: whether it is visible to the public. */
export function VisibilityDialog({ product, specification, onClose }: Props) {
  const texts = productAskTexts.use().visibility
  const text = useText()
  const toast = useToast()
  const hidden = !(specification ? specification.hidden : product.hidden)
  const name = text((specification ?? product).name)
  const ask = useChange('POST /api/seller/products/:productId/visibility', touchedByAsking)
  const onAct = () =>
    ask.mutate(
      {
        params: { productId: product.id },
        body: omitUndefined({ hidden, specificationId: specification?.id }),
      },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog
      texts={{ ...texts, title: hidden ? texts.hideTitle(name) : texts.showTitle(name) }}
      act={texts.act}
      change={ask}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13">{hidden ? texts.hideText : texts.showText}</p>
    </DecisionDialog>
  )
}
