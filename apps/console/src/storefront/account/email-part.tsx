import type { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import type { ProofKind, SecondProof, Session } from '@loggia/protocol/console'
import { useCallback, useRef, useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { Refused } from '../entrance/refused.tsx'
import { ProofOfChange } from '../factors/lazy.tsx'
import { useApi } from '../frame.tsx'
import { PasswordInput, SubmitButton, TextInput, hasFault, isEmail, useSending } from './form.tsx'
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
  const { methods, readProof, onReady } = useProof(problem)
  const faults = omitUndefined({
    'new-email': faultOf(given.email, shown, texts),
    'email-password': given.current === '' ? texts.passwordMissing : undefined,
  })
  const onSubmit = () => {
    setChecked(true)
    setDone(undefined)
    if (hasFault(faults)) return
    const email = given.email.trim()
    void send(async () => {
      const body = omitUndefined({ ...given, email, proof: await readProof() })
      const { state } = await api.request('POST /api/profile/email', { body })
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
      <CheckedForm className="account__form" onSubmit={onSubmit}>
        <TextInput
          id="new-email"
          name="email"
          type="email"
          label={texts.newEmail}
          error={isChecked ? faults['new-email'] : undefined}
          autoComplete="email"
          value={given.email}
          onChange={(email) => setGiven({ ...given, email })}
        />
        <PasswordInput
          id="email-password"
          name="current"
          label={texts.current}
          show={texts.show}
          error={isChecked ? faults['email-password'] : undefined}
          autoComplete="current-password"
          value={given.current}
          onChange={(current) => setGiven({ ...given, current })}
        />
        {methods && <ProofOfChange methods={methods} onReady={onReady} />}
        {problem && <Refused problem={problem} />}
        <div className="row row--wrap">
          <SubmitButton plain busy={busy} text={texts.changeEmail} doing={texts.changingEmail} />
          <output className="t13 dim">{done}</output>
        </div>
      </CheckedForm>
    </Part>
  )
}

/** The second factor of the member, once the server has asked for it. */
function useProof(problem: ApiProblem | undefined) {
  const [methods, setMethods] = useState<readonly ProofKind[]>()
  const read = useRef<() => Promise<SecondProof>>(undefined)
  const onReady = useCallback((next: () => Promise<SecondProof>) => {
    read.current = next
  }, [])
  if (problem?.code === 'parties.second_factor_missing' && !methods)
    setMethods(problem.details['methods'] as readonly ProofKind[])
  return { methods, readProof: async () => read.current?.(), onReady }
}

const faultOf = (
  email: string,
  current: string,
  texts: { readonly newEmailMissing: string; readonly newEmailSame: string },
): string | undefined => {
  if (!isEmail(email)) return texts.newEmailMissing
  return email.trim().toLowerCase() === current.toLowerCase() ? texts.newEmailSame : undefined
}
