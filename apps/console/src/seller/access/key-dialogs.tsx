import type { Key } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { accessTexts } from '../../centre/access/texts.ts'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog, useRefusalToast } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { ShownDialog } from './shown-dialog.tsx'

type Props = { readonly of: Key; onClose(): void }
const stale = ['GET /api/seller/keys', 'GET /api/seller/products/:productId'] as const

export function RenameDialog({ of, onClose }: Props) {
  const texts = accessTexts.use().keys.renameDialog
  const toast = useToast()
  const [name, setName] = useState(of.name)
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/seller/keys/:keyId', stale)
  const onAct = () => {
    setChecked(true)
    if (name.trim() === '') return
    change.mutate(
      { params: { keyId: of.id }, body: { name: name.trim() } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.save} change={change} onClose={onClose} onAct={onAct}>
      <p className="mono faint">{of.hint}</p>
      <TextField
        name="name"
        label={texts.name}
        hint={texts.hint}
        error={isChecked && name.trim() === '' ? texts.wrong : undefined}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </DecisionDialog>
  )
}

const hoursOf = { hour: 1, day: 24, week: 168, month: 720 } as const
type Choice = keyof typeof hoursOf
const isChoice = (value: string): value is Choice => Object.hasOwn(hoursOf, value)

/** Creates the new key beside the old one; it is shown once. */
export function RotateDialog({ of, onClose }: Props) {
  const texts = accessTexts.use().keys.rotateDialog
  const [choice, setChoice] = useState<Choice>('week')
  const change = useChange('POST /api/seller/keys/:keyId/rotation', stale)
  if (change.data) return <ShownDialog made={change.data} onClose={onClose} />
  const onAct = () => change.mutate({ params: { keyId: of.id }, body: { afterHours: hoursOf[choice] } })
  return (
    <DecisionDialog texts={texts} act={texts.save} change={change} onClose={onClose} onAct={onAct}>
      <p>
        <b className="strong">{of.name}</b> <span className="mono faint">{of.hint}</span>
      </p>
      <p className="t13 dim">{texts.text}</p>
      <SelectField
        label={texts.when}
        value={choice}
        onChange={(event) => isChoice(event.target.value) && setChoice(event.target.value)}
      >
        {(Object.keys(hoursOf) as Choice[]).map((name) => (
          <option key={name} value={name}>
            {texts.choices[name]}
          </option>
        ))}
      </SelectField>
    </DecisionDialog>
  )
}

/** For a key with a successor: move now, or keep the old one. */
export function RotationActs({ of }: { readonly of: Key }) {
  const texts = accessTexts.use().keys
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const complete = useChange('POST /api/seller/keys/:keyId/rotation/completion', stale)
  const cancel = useChange('DELETE /api/seller/keys/:keyId/rotation', stale)
  const isBusy = complete.isPending || cancel.isPending
  const act = (change: typeof complete | typeof cancel, text: string, done: string) => (
    <button
      className="link"
      type="button"
      disabled={isBusy}
      aria-label={texts.actOf(text, of.name || of.hint)}
      onClick={() =>
        change.mutate(
          { params: { keyId: of.id } },
          { onSuccess: () => toast.success(done), onError: showRefusal },
        )
      }
    >
      {text}
    </button>
  )
  return (
    <>
      {act(complete, texts.complete, texts.completed)}
      {act(cancel, texts.cancelRotation, texts.cancelled)}
    </>
  )
}
