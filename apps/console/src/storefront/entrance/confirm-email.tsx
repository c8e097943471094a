import { useState } from 'react'
import { ScriptForm } from '../../centre/forms/script-form.tsx'
import { SubmitButton, useSending } from '../account/form.tsx'
import { useApi } from '../frame.tsx'
import { paths } from '../links.ts'
import { linkTexts } from './link-texts.ts'
import { Notice } from './notice.tsx'
import { Door } from './reset-password.tsx'
import { Refused } from './refused.tsx'
import { useLinkToken } from './use-link-token.ts'

/** Opened by the link to a new email: confirms it, after a press of the button. */
export function ConfirmEmail() {
  const texts = linkTexts.use()
  const api = useApi()
  const token = useLinkToken()
  const [email, setEmail] = useState<string>()
  const { busy, problem, send } = useSending()
  if (email !== undefined)
    return (
      <Notice
        title={texts.confirmedTitle}
        text={texts.confirmed(email)}
        action={{ name: texts.account, href: paths.account }}
      />
    )
  if (token === null || problem?.code === 'parties.link_unusable')
    return (
      <Notice
        title={texts.unusableTitle}
        text={problem?.detail ?? texts.unusable}
        action={{ name: texts.account, href: paths.account }}
      />
    )
  const onSubmit = () => {
    if (token === undefined) return
    void send(async () => {
      const confirmed = await api.request('POST /api/email-confirmations', { body: { token } })
      setEmail(confirmed.email)
    })
  }
  return (
    <Door title={texts.confirmTitle} lead={texts.confirmLead}>
      <ScriptForm className="door__fields" onSubmit={onSubmit}>
        {problem && <Refused problem={problem} />}
        <SubmitButton busy={busy} text={texts.confirm} doing={texts.confirming} />
      </ScriptForm>
    </Door>
  )
}
