import { Link } from '@tanstack/react-router'
import type { Call, CallAttempt, Diagnosis } from '@loggia/protocol/console'
import { useRead } from '../api.ts'
import { diagnosisTexts } from './texts.ts'
import { DiagnosisResult } from './result.tsx'

type Props = { readonly call: Call; readonly attempt: CallAttempt }

const fine: ReadonlySet<string> = new Set(['succeeded', 'pending', 'late'])

/** Removes what the verdict has already said. */
export const withoutVerdict = ({ problems, ...rest }: Diagnosis): Diagnosis => ({
  ...rest,
  problems: problems.filter(({ explanations }) =>
    explanations.some(({ findings }) => findings.some(({ kind }) => kind !== 'reply_fault')),
  ),
})

/**
 * For the seller, below the verdict of an answered attempt: why its proofs or sealed fields do not fit, and for a
 * failed attempt a link to find out more. A sealed field that cannot be opened does not make a call fail, so successful
 * calls are diagnosed too.
 */
export function CallDiagnosis({ call, attempt }: Props) {
  const isAnswered = attempt.reply !== undefined && attempt.verdict !== undefined
  return isAnswered ? <Diagnosed call={call} attempt={attempt} /> : null
}

function Diagnosed({ call, attempt }: Props) {
  const texts = diagnosisTexts.use().call
  const diagnosis = useRead('GET /api/seller/calls/:callId/diagnosis', {
    params: { callId: call.id },
    query: { attempt: attempt.n },
  })
  const found = diagnosis.data && withoutVerdict(diagnosis.data)
  const isFailed = !fine.has(attempt.verdict?.code ?? '')
  const hasProblems = found !== undefined && found.problems.length > 0
  if (!isFailed && !hasProblems) return null
  return (
    <div className="stack">
      <h3>{texts.title}</h3>
      {hasProblems && <DiagnosisResult of={found} />}
      <p className="t13">
        <Link to="/seller/diagnosis" search={{ call: call.id, attempt: attempt.n }}>
          {texts.more}
        </Link>
      </p>
    </div>
  )
}
