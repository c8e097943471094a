import type { ApiProblem } from '@loggia/client'
import { CopyText, Icon } from '@loggia/ui'
import { useEffect } from 'react'
import { useForm } from '../../centre/forms/form-state.ts'
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

/** Why a request was refused, or nothing if the fields of the form say it. */
export function Refused({ problem }: { readonly problem: ApiProblem }) {
  const texts = signInTexts.use()
  const { tell, isSaid } = useForm()
  useEffect(() => {
    tell(problem)
    return () => tell(null)
  }, [problem, tell])
  if (isSaid(problem)) return null
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
