import type { ScimToken } from '@loggia/protocol/console'
import { Button, CopyText } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog, Dialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { scimTexts } from './scim-texts.ts'
import { useDone } from './use-done.ts'

const stale = [
  'GET /api/buyer/enterprises/:enterpriseId/scim-tokens',
  'GET /api/buyer/enterprises/:enterpriseId/history',
] as const
const mostName = 60
const isName = (name: string): boolean => name !== '' && name.length <= mostName

type OfCompany = { readonly enterpriseId: string; onClose(): void }

/** Creates a token, and shows it once, with the address that belongs to it. */
export function CreateTokenDialog({ enterpriseId, url, onClose }: OfCompany & { readonly url: string }) {
  const texts = scimTexts.use().create
  const [name, setName] = useState('')
  const [isChecked, setChecked] = useState(false)
  const create = useChange('POST /api/buyer/enterprises/:enterpriseId/scim-tokens', stale)
  if (create.data) return <TokenShown url={url} token={create.data.token} onClose={onClose} />
  const given = name.trim()
  const onAct = () => {
    setChecked(true)
    if (isName(given)) create.mutate({ params: { enterpriseId }, body: { name: given } })
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={create} onClose={onClose} onAct={onAct}>
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        error={isChecked && !isName(given) ? texts.nameWrong : undefined}
        maxLength={mostName}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <p className="note note--warn">{texts.text}</p>
    </DecisionDialog>
  )
}

/** Closes only by the button that says that the token was saved. */
function TokenShown(props: { readonly url: string; readonly token: string; onClose(): void }) {
  const { shown: texts, address } = scimTexts.use()
  return (
    <Dialog
      title={texts.title}
      foot={
        <Button data-keeps onClick={props.onClose}>
          {texts.close}
        </Button>
      }
    >
      <p>{texts.text}</p>
      <p className="t13 dim">{address}</p>
      <div className="keyshown">
        <CopyText value={props.url} label={address} />
      </div>
      <p className="t13 dim">{texts.token}</p>
      <div className="keyshown">
        <CopyText value={props.token} label={texts.token} />
      </div>
    </Dialog>
  )
}

export function RevokeTokenDialog({ enterpriseId, of, onClose }: OfCompany & { readonly of: ScimToken }) {
  const texts = scimTexts.use().revoke
  const change = useChange('DELETE /api/buyer/enterprises/:enterpriseId/scim-tokens/:scimTokenId', stale)
  const done = useDone(texts.done, onClose)
  return (
    <DecisionDialog
      danger
      texts={{ title: texts.title(of.name), keep: texts.keep, busy: texts.busy }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={() => change.mutate({ params: { enterpriseId, scimTokenId: of.id } }, done)}
    >
      <p>
        {of.name} <span className="mono faint">{of.masked}</span>
      </p>
      <p className="t13 dim">{texts.text}</p>
    </DecisionDialog>
  )
}
