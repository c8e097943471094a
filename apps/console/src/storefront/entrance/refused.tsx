import type { ApiProblem } from '@loggia/client'
import { CopyText, Icon } from '@loggia/ui'
import { signInTexts } from './texts.ts'

export function FieldError({ id, text }: { readonly id: string; readonly text: string | false }) {
  if (!text) return null
  return (
    <p className="error" id={id} role="alert">
      <Icon name="alert" />
      {text}
    </p>
  )
}

export function Refused({ problem }: { readonly problem: ApiProblem }) {
  const texts = signInTexts.use()
  const unreachable = problem.code === 'client.unreachable'
  return (
    <div className="note note--bad" role="alert">
      <Icon name="alert" />
      <div className="stack">
        <p>{unreachable ? texts.unreachable : problem.detail || texts.unreadable}</p>
        {problem.status >= 500 && problem.requestId && (
          <p className="t12 dim">
            {texts.requestId} <CopyText value={problem.requestId} />
          </p>
        )}
      </div>
    </div>
  )
}
