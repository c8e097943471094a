import type { ProofKind, SecondProof } from '@loggia/protocol/console'
import { omitUndefined } from '@loggia/kernel'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { PasswordInput, SubmitButton, hasFault, useSending } from '../account/form.tsx'
import { Refused } from '../entrance/refused.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { ProofFields, findProofFault, readProof } from './proof.tsx'
import type { TypedProof } from './proof.tsx'
import { factorTexts } from './texts.ts'

export type Confirmed = { readonly current: string; readonly proof?: SecondProof }

/** Confirms a change by the password, and by a second factor if there is one. */
export function ConfirmForm(props: {
  readonly title: string
  readonly submit: string
  readonly methods: readonly ProofKind[]
  /** A fault of the children, by the id of its field. */
  readonly fault?: Readonly<Record<string, string>> | undefined
  readonly children?: (isChecked: boolean) => ReactNode
  readonly onConfirm: (confirmed: Confirmed) => Promise<void>
  readonly onCancel: () => void
}) {
  const texts = factorTexts.use()
  const api = useApi()
  const { session } = useFrame()
  const { methods } = props
  const [current, setCurrent] = useState('')
  const [proof, setProof] = useState<TypedProof>({ kind: methods[0] ?? 'totp', code: '' })
  const [isChecked, setChecked] = useState(false)
  const { busy, problem, send } = useSending()
  const missing = current === '' ? texts.currentMissing : undefined
  const onSubmit = () => {
    setChecked(true)
    const ofProof = methods.length > 0 ? findProofFault(proof, texts) : undefined
    if (hasFault(omitUndefined({ ...props.fault, 'factor-password': missing, ...ofProof }))) return
    void send(async () => {
      const request = () => api.request('POST /api/profile/factors/challenge', {})
      const proven = methods.length > 0 ? await readProof(proof, request, texts) : undefined
      await props.onConfirm(omitUndefined({ current, proof: proven }))
    })
  }
  return (
    <CheckedForm className="account__form" label={props.title} onSubmit={onSubmit}>
      <h3>{props.title}</h3>
      <p className="t13 dim">{texts.confirmLead}</p>
      {/* A password manager needs the user name. */}
      <input type="text" autoComplete="username" value={session?.member.email ?? ''} readOnly hidden />
      {props.children?.(isChecked)}
      <PasswordInput
        id="factor-password"
        name="current"
        label={texts.current}
        show={texts.show}
        error={isChecked ? missing : undefined}
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
      />
      {methods.length > 0 && (
        <ProofFields methods={methods} proof={proof} isChecked={isChecked} onChange={setProof} />
      )}
      {problem && <Refused problem={problem} />}
      <div className="row row--wrap">
        <SubmitButton plain busy={busy} text={props.submit} doing={texts.busy} />
        <button type="button" className="btn btn--lg" onClick={props.onCancel}>
          {texts.cancel}
        </button>
      </div>
    </CheckedForm>
  )
}
