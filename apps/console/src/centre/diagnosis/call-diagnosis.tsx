import { Link } from '@tanstack/react-router'
import type { Call, CallAttempt, Diagnosis } from '@loggia/protocol/console'
import { useRead } from '../api.ts'
import { diagnosisTexts } from '../text/diagnosis.ts'
import { DiagnosisResult } from './result.tsx'

type Props = { readonly call: Call; readonly attempt: CallAttempt }

const fine: ReadonlySet<string> = new Set(['succeeded', 'pending', 'late'])

/** What the verdict has said already is not said again. */
const beyondVerdict = ({ problems, ...rest }: Diagnosis): Diagnosis => ({
  ...rest,
  problems: problems.filter(({ explanations }) =>
    explanations.some(({ findings }) => findings.some(({ kind }) => kind !== 'reply_fault')),
  ),
})

/** For the seller, under the verdict of a failed attempt: why its proofs or sealed fields do not fit, and where to find out more. */
export function CallDiagnosis({ call, attempt }: Props) {
  const isFailed =
    attempt.reply !== undefined && attempt.verdict !== undefined && !fine.has(attempt.verdict.code)
  return isFailed ? <Diagnosed call={call} attempt={attempt} /> : null
}

function Diagnosed({ call, attempt }: Props) {
  const texts = diagnosisTexts.use().call
  const diagnosis = useRead('GET /api/seller/calls/:callId/diagnosis', {
    params: { callId: call.id },
    query: { attempt: attempt.n },
  })
  const found = diagnosis.data && beyondVerdict(diagnosis.data)
  return (
    <div className="stack">
      <h3>{texts.title}</h3>
      {found && found.problems.length > 0 && <DiagnosisResult of={found} />}
      <p className="t13">
        <Link to="/seller/diagnosis" search={{ call: call.id, attempt: attempt.n }}>
          {texts.more}
        </Link>
      </p>
    </div>
  )
}
