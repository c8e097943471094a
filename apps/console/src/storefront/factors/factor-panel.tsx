import type { Passkey, ProofKind, RouteReply } from '@loggia/protocol/console'
import { useState } from 'react'
import { TextInput } from '../account/form.tsx'
import { useApi } from '../frame.tsx'
import { createPasskey } from './browser-passkeys.ts'
import { ConfirmForm } from './confirm-form.tsx'
import type { Confirmed } from './confirm-form.tsx'
import { findNameFault } from './passkey-row.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { factorTexts } from './texts.ts'
import { TotpSetUp } from './totp-set-up.tsx'

/** The change that is being made. */
export type Panel =
  | { readonly kind: 'totp' | 'passkey' | 'remove-totp' | 'codes' }
  | { readonly kind: 'remove-passkey'; readonly passkey: Passkey }

type PanelProps = {
  readonly panel: Panel
  readonly methods: readonly ProofKind[]
  readonly onDone: (text: string, isAdded: boolean) => void
  readonly onCancel: () => void
}

/** One change of the second factors, from its confirmation to the recovery codes that it creates. */
export function FactorPanel({ panel, methods, onDone, onCancel }: PanelProps) {
  const texts = factorTexts.use()
  const api = useApi()
  const [codes, setCodes] = useState<readonly string[]>()
  const text = textOf(panel, texts.done)
  const isAdded = panel.kind === 'totp' || panel.kind === 'passkey'
  const finish = (created?: readonly string[]) => (created ? setCodes(created) : onDone(text, isAdded))
  if (codes) return <RecoveryCodes codes={codes} onDone={() => onDone(text, isAdded)} />
  const shared = { methods, onCancel }
  switch (panel.kind) {
    case 'totp':
      return <AddTotp {...shared} onDone={finish} />
    case 'passkey':
      return <AddPasskey {...shared} onDone={finish} />
    case 'remove-totp':
      return (
        <ConfirmForm
          {...shared}
          title={texts.confirmTitles.removeTotp}
          submit={texts.remove}
          onConfirm={async (body) => {
            await api.request('POST /api/profile/totp/removal', { body })
            finish()
          }}
        />
      )
    case 'remove-passkey':
      return (
        <ConfirmForm
          {...shared}
          title={texts.confirmTitles.removePasskey(panel.passkey.name)}
          submit={texts.remove}
          onConfirm={async (body) => {
            const params = { passkeyId: panel.passkey.id }
            await api.request('POST /api/profile/passkeys/:passkeyId/removal', { params, body })
            finish()
          }}
        />
      )
    case 'codes':
      return (
        <ConfirmForm
          {...shared}
          title={texts.confirmTitles.codes}
          submit={texts.newCodes}
          onConfirm={async (body) => {
            const created = await api.request('POST /api/profile/recovery-codes', { body })
            finish(created.recoveryCodes)
          }}
        />
      )
  }
}

type Done = ReturnType<typeof factorTexts.use>['done']
function textOf({ kind }: Panel, done: Done): string {
  if (kind === 'totp' || kind === 'passkey' || kind === 'codes') return done[kind]
  return done.removed
}

type AddProps = Pick<PanelProps, 'methods' | 'onCancel'> & {
  readonly onDone: (recoveryCodes: readonly string[] | undefined) => void
}

function AddTotp({ methods, onCancel, onDone }: AddProps) {
  const texts = factorTexts.use()
  const api = useApi()
  const [secret, setSecret] = useState<RouteReply<'POST /api/profile/totp'>>()
  if (secret) return <TotpSetUp secret={secret} onDone={onDone} onCancel={onCancel} />
  return (
    <ConfirmForm
      methods={methods}
      title={texts.confirmTitles.totp}
      submit={texts.next}
      onConfirm={async (body) => setSecret(await api.request('POST /api/profile/totp', { body }))}
      onCancel={onCancel}
    />
  )
}

function AddPasskey({ methods, onCancel, onDone }: AddProps) {
  const texts = factorTexts.use()
  const api = useApi()
  const [name, setName] = useState('')
  const fault = findNameFault(name, texts.nameMissing)
  const add = async (body: Confirmed) => {
    const { options } = await api.request('POST /api/profile/passkeys/options', { body })
    const response = await createPasskey(options, texts)
    const { recoveryCodes } = await api.request('POST /api/profile/passkeys', {
      body: { name: name.trim(), response },
    })
    onDone(recoveryCodes)
  }
  return (
    <ConfirmForm
      methods={methods}
      title={texts.confirmTitles.passkey}
      submit={texts.next}
      fault={fault === undefined ? undefined : { 'passkey-name': fault }}
      onConfirm={add}
      onCancel={onCancel}
    >
      {(isChecked) => (
        <TextInput
          id="passkey-name"
          label={texts.name}
          hint={texts.nameHint}
          error={isChecked ? fault : undefined}
          autoComplete="off"
          value={name}
          onChange={setName}
        />
      )}
    </ConfirmForm>
  )
}
