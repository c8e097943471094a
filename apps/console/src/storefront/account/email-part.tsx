import { omitUndefined } from '@loggia/kernel'
import type { Session } from '@loggia/protocol/console'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Refused } from '../entrance/sign-in.tsx'
import { useApi } from '../frame.tsx'
import { PasswordInput, SubmitButton, TextInput, focusFirst, isEmail, useSending } from './form.tsx'
import { Part } from './part.tsx'
import { accountTexts } from './texts.ts'

/** The member's email, and its change: by a link to the new address, or at once where no emails are sent. */
export function EmailPart({ session }: { readonly session: Session }) {
  const texts = accountTexts.use()
  const api = useApi()
  const [shown, setShown] = useState(session.member.email)
  const [given, setGiven] = useState({ email: '', current: '' })
  const [isChecked, setChecked] = useState(false)
  const [done, setDone] = useState<string>()
  const { busy, problem, send } = useSending()
  const faults = omitUndefined({
    'new-email': faultOf(given.email, shown, texts),
    'email-password': given.current === '' ? texts.passwordMissing : undefined,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    setDone(undefined)
    if (focusFirst(faults)) return
    const email = given.email.trim()
    void send(async () => {
      const { state } = await api.request('POST /api/profile/email', { body: { ...given, email } })
      setGiven({ email: '', current: '' })
      setChecked(false)
      setDone(state === 'sent' ? texts.emailSent(email) : texts.emailChanged)
      if (state === 'changed') setShown(email)
    })
  }
  return (
    <Part title={texts.email}>
      <p>
        {shown} <span className="dim">{texts.emailHint}</span>
      </p>
      <form className="account__form" onSubmit={onSubmit} noValidate>
        <TextInput
          id="new-email"
          type="email"
          label={texts.newEmail}
          error={isChecked ? faults['new-email'] : undefined}
          autoComplete="email"
          value={given.email}
          onChange={(email) => setGiven({ ...given, email })}
        />
        <PasswordInput
          id="email-password"
          label={texts.current}
          show={texts.show}
          error={isChecked ? faults['email-password'] : undefined}
          autoComplete="current-password"
          value={given.current}
          onChange={(current) => setGiven({ ...given, current })}
        />
        {problem && <Refused problem={problem} />}
        <div className="row row--wrap">
          <SubmitButton plain busy={busy} text={texts.changeEmail} doing={texts.changingEmail} />
          <output className="t13 dim">{done}</output>
        </div>
      </form>
    </Part>
  )
}

const faultOf = (
  email: string,
  current: string,
  texts: { readonly newEmailMissing: string; readonly newEmailSame: string },
): string | undefined => {
  if (!isEmail(email)) return texts.newEmailMissing
  return email.trim().toLowerCase() === current.toLowerCase() ? texts.newEmailSame : undefined
}
