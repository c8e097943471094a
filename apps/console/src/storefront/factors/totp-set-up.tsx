import type { RouteReply } from '@loggia/protocol/console'
import { CopyText } from '@loggia/ui'
import { useEffect, useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { SubmitButton, TextInput, hasFault, useSending } from '../account/form.tsx'
import { Refused } from '../entrance/refused.tsx'
import { useApi } from '../frame.tsx'
import { isCode } from './proof.tsx'
import { factorTexts } from './texts.ts'

/** The secret for the app, and the code that shows that the app has it. */
export function TotpSetUp(props: {
  readonly secret: RouteReply<'POST /api/profile/totp'>
  readonly onDone: (recoveryCodes: readonly string[] | undefined) => void
  readonly onCancel: () => void
}) {
  const texts = factorTexts.use()
  const api = useApi()
  const { secret, uri } = props.secret
  const [code, setCode] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { busy, problem, send } = useSending()
  const error = isCode(code) ? undefined : texts.codeMissing
  const onSubmit = () => {
    setChecked(true)
    if (hasFault({ 'totp-code': error })) return
    void send(async () => {
      const { recoveryCodes } = await api.request('POST /api/profile/totp/confirmation', { body: { code } })
      props.onDone(recoveryCodes)
    })
  }
  return (
    <CheckedForm className="account__form" label={texts.confirmTitles.totp} onSubmit={onSubmit}>
      <h3>{texts.confirmTitles.totp}</h3>
      <p>{texts.scan}</p>
      <QrCode text={uri} />
      <p className="factors__secret">
        <span className="dim">{texts.secret}</span>{' '}
        <CopyText value={secret} label={texts.secret}>
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </CopyText>
      </p>
      <TextInput
        id="totp-code"
        name="code"
        label={texts.code}
        hint={texts.codeHint}
        error={isChecked ? error : undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      {problem && <Refused problem={problem} />}
      <div className="row row--wrap">
        <SubmitButton plain busy={busy} text={texts.confirm} doing={texts.busy} />
        <button type="button" className="btn btn--lg" onClick={props.onCancel}>
          {texts.cancel}
        </button>
      </div>
    </CheckedForm>
  )
}

type Squares = readonly (readonly boolean[])[]

/** Black on white also in the dark: not every app reads the reverse. */
function QrCode({ text }: { readonly text: string }) {
  const texts = factorTexts.use()
  const [squares, setSquares] = useState<Squares>()
  useEffect(() => {
    void import('uqr').then(({ encode }) => setSquares(encode(text, { ecc: 'M', border: 4 }).data))
  }, [text])
  const size = squares?.length ?? 1
  const path = squares?.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <svg className="factors__qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={texts.qr}>
      <path d={path?.join('')} shapeRendering="crispEdges" />
    </svg>
  )
}
