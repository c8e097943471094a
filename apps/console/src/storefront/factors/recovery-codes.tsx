import { CopyText } from '@loggia/ui'
import { useEffect, useRef } from 'react'
import { factorTexts } from './texts.ts'

/** New recovery codes, which are shown only now. */
export function RecoveryCodes({
  codes,
  onDone,
}: {
  readonly codes: readonly string[]
  readonly onDone: () => void
}) {
  const texts = factorTexts.use()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="account__form">
      <h3 ref={heading} tabIndex={-1}>
        {texts.codesTitle}
      </h3>
      <p className="note note--warn">{texts.codesLead}</p>
      <ul className="factors__codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row row--wrap">
        <button type="button" className="btn btn--lg" onClick={onDone}>
          {texts.codesSaved}
        </button>
        <CopyText value={codes.join('\n')} label={texts.copyCodes} bare>
          {texts.copyCodes}
        </CopyText>
      </div>
    </div>
  )
}
