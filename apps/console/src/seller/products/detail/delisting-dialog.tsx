import { omitUndefined } from '@loggia/kernel'
import type { SellerProduct, Sku, Specification } from '@loggia/protocol/console'
import { useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../../centre/api.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { TextArea } from '../../../centre/parts/fields.tsx'
import { productAskTexts } from './ask-texts.ts'
import { useSkuName } from './sku-name.ts'
import { touchedByAsking } from './touched.ts'

type Props = {
  readonly product: SellerProduct
  /** One specification, or the whole product. */
  readonly specification?: Specification
  readonly onClose: () => void
}

/** R50: delists for good, with a reason; for a specification, all of it or only some combinations. */
export function DelistingDialog({ product, specification, onClose }: Props) {
  const texts = productAskTexts.use().delisting
  const text = useText()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState('')
  const [chosen, setChosen] = useState<readonly Sku[]>([])
  const [isChecked, setChecked] = useState(false)
  const ask = useChange('POST /api/seller/products/:productId/delisting', touchedByAsking)
  const isWritten = reason.trim() !== '' && reason.trim().length <= 500
  const isShort = evidence.trim().length <= 1000
  const onAct = () => {
    setChecked(true)
    if (!isWritten || !isShort) return
    ask.mutate(
      {
        params: { productId: product.id },
        body: omitUndefined({
          reason,
          ...(specification && partsOf(specification, chosen)),
          evidence: evidence.trim() === '' ? undefined : evidence,
        }),
      },
      {
        onSuccess: () => {
          toast.success(texts.done)
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
      {specification && specification.skus.length > 1 && (
        <Combinations product={product} of={specification} chosen={chosen} onChange={setChosen} />
      )}
      <TextArea
        name="reason"
        label={texts.reason}
        hint={texts.reasonHint}
        error={isChecked && !isWritten ? texts.reasonMissing : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <TextArea
        name="evidence"
        label={texts.evidence}
        hint={texts.evidenceHint}
        error={isChecked && !isShort ? texts.evidenceLong : undefined}
        value={evidence}
        onChange={(event) => setEvidence(event.target.value)}
      />
    </DecisionDialog>
  )
}

const partsOf = ({ id }: Specification, chosen: readonly Sku[]) =>
  chosen.length === 0
    ? { specificationIds: [id] }
    : { skus: chosen.map(({ values }) => ({ specificationId: id, values })) }

function Combinations(props: {
  readonly product: SellerProduct
  readonly of: Specification
  readonly chosen: readonly Sku[]
  onChange(chosen: readonly Sku[]): void
}) {
  const texts = productAskTexts.use().delisting
  const nameOf = useSkuName(props.product)
  const { chosen } = props
  return (
    <fieldset className="stack">
      <legend className="t13">{texts.combinations}</legend>
      <p className="t13 dim">{texts.combinationsHint}</p>
      {props.of.skus.map((sku) => (
        <label key={sku.id} className="check t13">
          <input
            type="checkbox"
            checked={chosen.includes(sku)}
            onChange={({ target }) =>
              props.onChange(target.checked ? [...chosen, sku] : chosen.filter((one) => one !== sku))
            }
          />
          <span>{nameOf(sku.values)}</span>
        </label>
      ))}
    </fieldset>
  )
}
