import type { Passkey } from '@loggia/protocol/console'
import { Time } from '@loggia/ui'
import { useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { SubmitButton, TextInput, hasFault, useSending } from '../account/form.tsx'
import { Refused } from '../entrance/refused.tsx'
import { useApi } from '../frame.tsx'
import { factorTexts } from './texts.ts'

type RowProps = {
  readonly of: Passkey
  readonly onRenamed: () => void
  readonly onRemove: () => void
}

export function PasskeyRow({ of, onRenamed, onRemove }: RowProps) {
  const texts = factorTexts.use()
  const [isRenaming, setRenaming] = useState(false)
  if (isRenaming)
    return (
      <li className="factors__renaming">
        <RenameForm
          of={of}
          onDone={() => {
            setRenaming(false)
            onRenamed()
          }}
          onCancel={() => setRenaming(false)}
        />
      </li>
    )
  return (
    <li>
      <span className="factors__name">{of.name}</span>
      <span className="t13 dim">
        {texts.added} <Time at={of.addedAt} /> ·{' '}
        {of.usedAt === undefined ? (
          texts.unused
        ) : (
          <>
            {texts.used} <Time at={of.usedAt} />
          </>
        )}
      </span>
      <span className="row factors__acts">
        <button
          type="button"
          className="btn"
          aria-label={texts.renameOf(of.name)}
          onClick={() => setRenaming(true)}
        >
          {texts.rename}
        </button>
        <button type="button" className="btn" aria-label={texts.removeOf(of.name)} onClick={onRemove}>
          {texts.remove}
        </button>
      </span>
    </li>
  )
}

function RenameForm(props: {
  readonly of: Passkey
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const texts = factorTexts.use()
  const api = useApi()
  const [name, setName] = useState(props.of.name)
  const { busy, problem, send } = useSending()
  const error = findNameFault(name, texts.nameMissing)
  const onSubmit = () => {
    if (hasFault({ 'passkey-new-name': error })) return
    void send(async () => {
      const params = { passkeyId: props.of.id }
      await api.request('PUT /api/profile/passkeys/:passkeyId', { params, body: { name: name.trim() } })
      props.onDone()
    })
  }
  return (
    <CheckedForm className="account__form" onSubmit={onSubmit}>
      <TextInput id="passkey-new-name" label={texts.name} error={error} value={name} onChange={setName} />
      {problem && <Refused problem={problem} />}
      <div className="row row--wrap">
        <SubmitButton plain busy={busy} text={texts.save} doing={texts.saving} />
        <button type="button" className="btn btn--lg" onClick={props.onCancel}>
          {texts.cancel}
        </button>
      </div>
    </CheckedForm>
  )
}

export const findNameFault = (name: string, text: string): string | undefined =>
  name.trim() === '' || name.trim().length > 60 ? text : undefined
