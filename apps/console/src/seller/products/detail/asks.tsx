import type { SellerProduct, Specification } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { App } from 'antd'
import { useState } from 'react'
import { useChange } from '../../../centre/api.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { TextArea } from '../../../centre/parts/fields.tsx'
import { productAskTexts } from '../../../centre/text/product-asks.ts'
import { touchedByAsking } from './touched.ts'

type Props = {
  readonly product: SellerProduct
  /** One of its specifications, or the whole product. */
  readonly specification?: Specification
  readonly onClose: () => void
}

/** R52: whether it is sold publicly. */
export function VisibilityDialog({ product, specification, onClose }: Props) {
  const texts = productAskTexts.use().visibility
  const text = useText()
  const { message } = App.useApp()
  const hidden = !(specification ? specification.hidden : product.hidden)
  const name = text((specification ?? product).name)
  const ask = useChange('POST /api/seller/products/:productId/visibility', touchedByAsking)
  const onAct = () =>
    ask.mutate(
      {
        params: { productId: product.id },
        body: { hidden, ...(specification && { specificationId: specification.id }) },
      },
      {
        onSuccess: () => {
          void message.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog
      texts={{ ...texts, title: hidden ? texts.hideTitle(name) : texts.showTitle(name) }}
      act={hidden ? texts.hide : texts.show}
      change={ask}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13">{hidden ? texts.hideText : texts.showText}</p>
    </DecisionDialog>
  )
}

/** R50: off sale for good, with a reason. */
export function DelistingDialog({ product, specification, onClose }: Props) {
  const texts = productAskTexts.use().delisting
  const text = useText()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const ask = useChange('POST /api/seller/products/:productId/delisting', touchedByAsking)
  const isWritten = reason.trim() !== '' && reason.trim().length <= 500
  const onAct = () => {
    setChecked(true)
    if (!isWritten) return
    ask.mutate(
      {
        params: { productId: product.id },
        body: { reason, ...(specification && { specificationIds: [specification.id] }) },
      },
      {
        onSuccess: () => {
          void message.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog
      danger
      texts={{ ...texts, title: texts.title(text((specification ?? product).name)) }}
      act={texts.act}
      change={ask}
      onClose={onClose}
      onAct={onAct}
    >
      <p className="t13">{texts.text}</p>
      <TextArea
        label={texts.reason}
        hint={texts.reasonHint}
        error={isChecked && !isWritten ? texts.reasonMissing : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </DecisionDialog>
  )
}
