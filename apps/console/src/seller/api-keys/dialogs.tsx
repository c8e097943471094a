import type { OpenApiKey } from '@loggia/protocol/console'
import { CopyText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { apiKeyTexts } from './texts.ts'
import { RemoveKeyDialog } from '../access/remove-key-dialog.tsx'
import { ShownKeyDialog } from '../access/shown-key-dialog.tsx'

const list = ['GET /api/seller/open-api-keys'] as const
type OfKey = { readonly of: OpenApiKey; onClose(): void }

const longestName = 60
const isName = (name: string): boolean => name.trim() !== '' && name.trim().length <= longestName

/** A name that is checked when its field loses the focus or the form is sent. */
function useName(initial: string) {
  const texts = apiKeyTexts.use().nameField
  const [name, setName] = useState(initial)
  const [isChecked, setChecked] = useState(false)
  const field = (
    <TextField
      name="name"
      label={texts.label}
      hint={texts.hint}
      error={isChecked && !isName(name) ? texts.wrong : undefined}
      autoComplete="off"
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => setChecked(name !== initial)}
    />
  )
  const check = (): boolean => {
    setChecked(true)
    return isName(name)
  }
  return { name: name.trim(), field, check }
}

export function MakeDialog({ onClose }: { onClose(): void }) {
  const texts = apiKeyTexts.use().makeDialog
  const { name, field, check } = useName('')
  const make = useChange('POST /api/seller/open-api-keys', list)
  if (make.data) return <ShownDialog made={make.data} onClose={onClose} />
  return (
    <DecisionDialog
      texts={texts}
      act={texts.save}
      change={make}
      onClose={onClose}
      onAct={() => check() && make.mutate({ body: { name } })}
    >
      {field}
    </DecisionDialog>
  )
}

/** Shows both parts of a key, the secret only once; it closes only by the button that confirms that it was saved. */
function ShownDialog({
  made,
  onClose,
}: {
  readonly made: OpenApiKey & { readonly secretKey: string }
  onClose(): void
}) {
  const texts = apiKeyTexts.use().shown
  return (
    <ShownKeyDialog texts={texts} onClose={onClose}>
      <p className="t13 dim">{texts.accessKeyId}</p>
      <div className="keyshown">
        <CopyText value={made.accessKeyId} label={texts.accessKeyId} />
      </div>
      <p className="t13 dim">{texts.secretKey}</p>
      <div className="keyshown">
        <CopyText value={made.secretKey} label={texts.secretKey} />
      </div>
    </ShownKeyDialog>
  )
}

/** A change of name or state, and the message after it succeeded. */
function useKeyChange({ of, onClose }: OfKey, done: string) {
  const toast = useToast()
  const change = useChange('PUT /api/seller/open-api-keys/:openApiKeyId', list)
  const save = (body: { readonly name: string; readonly enabled: boolean }) =>
    change.mutate(
      { params: { openApiKeyId: of.id }, body },
      {
        onSuccess: () => {
          toast.success(done)
          onClose()
        },
      },
    )
  return { change, save }
}

export function RenameDialog({ of, onClose }: OfKey) {
  const { renameDialog: texts, done } = apiKeyTexts.use()
  const { name, field, check } = useName(of.name)
  const { change, save } = useKeyChange({ of, onClose }, done.renamed)
  return (
    <DecisionDialog
      texts={texts}
      act={texts.save}
      change={change}
      onClose={onClose}
      onAct={() => check() && save({ name, enabled: of.enabled })}
    >
      {field}
    </DecisionDialog>
  )
}

export function DisableDialog({ of, onClose }: OfKey) {
  const { disableDialog: texts, done } = apiKeyTexts.use()
  const { change, save } = useKeyChange({ of, onClose }, done.disabled)
  return (
    <DecisionDialog
      texts={texts}
      act={texts.confirm}
      change={change}
      danger
      onClose={onClose}
      onAct={() => save({ name: of.name, enabled: false })}
    >
      <Named of={of} />
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}

export function RemoveDialog({ of, onClose }: OfKey) {
  const texts = apiKeyTexts.use().removeDialog
  const remove = useChange('DELETE /api/seller/open-api-keys/:openApiKeyId', list)
  return (
    <RemoveKeyDialog
      texts={texts}
      change={remove}
      onRemove={(then) => remove.mutate({ params: { openApiKeyId: of.id } }, then)}
      onClose={onClose}
    >
      <Named of={of} />
    </RemoveKeyDialog>
  )
}

const Named = ({ of }: { readonly of: OpenApiKey }) => (
  <p>
    {of.name} <span className="mono faint">{of.accessKeyId}</span>
  </p>
)
