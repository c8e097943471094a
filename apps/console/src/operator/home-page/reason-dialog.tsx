import { longestNote } from '@loggia/protocol/console/home-page/kinds'
import { useText } from '@loggia/ui'
import { useState } from 'react'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { findNoteFault, toNote } from './chosen.ts'
import { homePageTexts } from './texts.ts'
import { useSelection } from './use-selection.ts'
import type { Selection } from './use-selection.ts'

type Props = {
  readonly of: Selection
  readonly product: Selection['products'][number]
  onClose(): void
}

/** Why a product is selected, in both languages. */
export function ReasonDialog({ of: given, product, onClose }: Props) {
  // As it was when the dialog was opened: what somebody else saves meanwhile is not to be overwritten.
  const [of] = useState(given)
  const texts = homePageTexts.use().reason
  const [typed, setTyped] = useState({ zh: product.note?.zh ?? '', en: product.note?.en ?? '' })
  const [isChecked, setChecked] = useState(false)
  const { change, save } = useSelection(of)
  const fault = findNoteFault(typed)
  const act = () => {
    setChecked(true)
    if (fault) return
    const products = of.products.map((one) => (one.id === product.id ? { ...one, note: toNote(typed) } : one))
    save({ products }, texts.saved, onClose)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={change} onClose={onClose} onAct={act}>
      <p>
        <b className="strong">{useText()(product.name)}</b>
      </p>
      <p className="t13 dim">{texts.hint}</p>
      {(['zh', 'en'] as const).map((side) => (
        <TextField
          key={side}
          name={`note.${side}`}
          label={texts[side]}
          error={isChecked && fault ? texts.faults[fault] : undefined}
          lang={side === 'zh' ? 'zh-CN' : 'en'}
          maxLength={longestNote}
          value={typed[side]}
          onChange={(event) => setTyped({ ...typed, [side]: event.target.value })}
        />
      ))}
    </DecisionDialog>
  )
}
