import type { ProofKind, Session } from '@loggia/protocol/console'
import { useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { SubmitButton, hasFault, useSending } from '../account/form.tsx'
import { Refused } from '../entrance/refused.tsx'
import { useApi } from '../frame.tsx'
import { ProofFields, findProofFault, readProof } from './proof.tsx'
import type { TypedProof } from './proof.tsx'
import { factorTexts } from './texts.ts'

/** The second step of a sign-in. */
export function SecondStep(props: {
  readonly methods: readonly ProofKind[]
  readonly onDone: (session: Session) => Promise<void>
  readonly onAgain: () => void
}) {
  const texts = factorTexts.use()
  const api = useApi()
  const { methods, onDone, onAgain } = props
  const [proof, setProof] = useState<TypedProof>({ kind: methods[0] ?? 'totp', code: '' })
  const [isChecked, setChecked] = useState(false)
  const { busy, problem, send } = useSending()
  const onSubmit = () => {
    setChecked(true)
    if (hasFault(findProofFault(proof, texts) ?? {})) return
    void send(async () => {
      const request = () => api.request('POST /api/session/second-factor/challenge', {})
      const body = { proof: await readProof(proof, request, texts) }
      const { session } = await api.request('POST /api/session/second-factor', { body })
      await onDone(session)
    })
  }
  return (
    <>
      <h1 id="sign-in-title">{texts.stepTitle}</h1>
      <p className="dim">{texts.stepLead}</p>
      <CheckedForm className="door__fields" onSubmit={onSubmit}>
        <ProofFields methods={methods} proof={proof} isChecked={isChecked} onChange={setProof} />
        {problem && <Refused problem={problem} />}
        <SubmitButton busy={busy} text={texts.signIn} doing={texts.signingIn} />
        <button type="button" className="btn btn--lg" onClick={onAgain}>
          {texts.again}
        </button>
      </CheckedForm>
      <p className="door__other">{texts.lost}</p>
    </>
  )
}
