import { toAsciiDomain } from '@loggia/protocol/console/identity/kinds'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { useDone } from '../directory/use-done.ts'
import { staleSignIn } from './stale.ts'
import { domainTexts } from './texts.ts'

type OfCompany = { readonly enterpriseId: string; onClose(): void }
const form = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/

export function AddDomainDialog({ enterpriseId, onClose }: OfCompany) {
  const texts = domainTexts.use().adding
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const add = useChange('POST /api/buyer/enterprises/:enterpriseId/email-domains', staleSignIn)
  const done = useDone(texts.done, onClose)
  const domain = toAsciiDomain(typed.replace(/^.*@/, ''))
  const isDomain = form.test(domain)
  const onAct = () => {
    setChecked(true)
    if (isDomain) add.mutate({ params: { enterpriseId }, body: { domain } }, done)
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={add} onClose={onClose} onAct={onAct}>
      <TextField
        name="domain"
        label={texts.domain}
        hint={texts.hint}
        error={isChecked && !isDomain ? texts.wrong : undefined}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </DecisionDialog>
  )
}

export function RemoveDomainDialog({
  enterpriseId,
  domain,
  onClose,
}: OfCompany & { readonly domain: string }) {
  const texts = domainTexts.use().removing
  const change = useChange('DELETE /api/buyer/enterprises/:enterpriseId/email-domains/:domain', staleSignIn)
  const done = useDone(texts.done, onClose)
  return (
    <DecisionDialog
      danger
      texts={{ title: texts.title(domain), keep: texts.keep, busy: texts.busy }}
      act={texts.act}
      change={change}
      onClose={onClose}
      onAct={() => change.mutate({ params: { enterpriseId, domain } }, done)}
    >
      <p>{texts.text}</p>
    </DecisionDialog>
  )
}
