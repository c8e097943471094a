import type { Diagnosis, DiagnosisDifference } from '@loggia/protocol/console'
import { Icon, formatCount, useText } from '@loggia/ui'
import { useProtocolName } from '../parts/protocol-names.ts'
import { diagnosisTexts } from './texts.ts'
import './diagnosis.css'

type Problem = Diagnosis['problems'][number]
type Explanation = Problem['explanations'][number]

/** What is wrong, how that is known, and how to fix it. */
export function DiagnosisResult({ of }: { readonly of: Diagnosis }) {
  const texts = diagnosisTexts.use()
  const nameOf = useProtocolName()
  const protocol = of.protocol === undefined ? texts.result.unknown : nameOf(of.protocol)
  if (of.problems.length === 0)
    return (
      <div className="note note--ok">
        <Icon name="check" />
        <div>
          <p>{texts.result.right(protocol)}</p>
          <p className="t13 dim">{texts.result.rightText}</p>
        </div>
      </div>
    )
  return (
    <div className="stack stack--wide">
      <p className="t13 faint">{protocol}</p>
      {of.problems.map((problem, i) => (
        <ProblemPart key={`${problem.subject} ${i}`} of={problem} />
      ))}
    </div>
  )
}

function useSubject(subject: string): string {
  const { subjects, field } = diagnosisTexts.use().result
  if (subject === 'request' || subject === 'reply' || subject === 'computed') return subjects[subject]
  return field(subject.replace(/^field /, ''))
}

/** The search found no cause; its name is not shown. */
const unexplained = 'nothing_fits'

const isProved = ({ explanations }: Problem): boolean =>
  explanations.every(({ certainty }) => certainty === 'proved')
const isUnexplained = ({ explanations }: Problem): boolean =>
  explanations.every(({ findings }) => findings.every(({ kind }) => kind === unexplained))

function useCertainty(problem: Problem): string {
  const { proved, fits, unexplained: none } = diagnosisTexts.use().result
  if (isProved(problem)) return proved
  return isUnexplained(problem) ? none : fits
}

function ProblemPart({ of }: { readonly of: Problem }) {
  const texts = diagnosisTexts.use().result
  const name = useSubject(of.subject)
  const certainty = useCertainty(of)
  return (
    <section className="stack">
      <h3>
        {name} <span className={isProved(of) ? 'tag tag--bad' : 'tag'}>{certainty}</span>
      </h3>
      {of.explanations.length > 1 && <p>{texts.several(formatCount(of.explanations.length))}</p>}
      <Explanations of={of.explanations} />
    </section>
  )
}

/** Several explanations are numbered. */
function Explanations({ of }: { readonly of: readonly Explanation[] }) {
  const [only] = of
  if (of.length === 1 && only) return <ExplanationPart of={only} />
  return (
    <ol className="diag__many stack">
      {of.map((one, i) => (
        <li key={one.findings.map(({ kind }) => kind).join(' ') + String(i)}>
          <ExplanationPart of={one} />
        </li>
      ))}
    </ol>
  )
}

function ExplanationPart({ of }: { readonly of: Explanation }) {
  const texts = diagnosisTexts.use().result
  const text = useText()
  return (
    <div className="stack">
      {of.findings.length > 1 && <p className="t13">{texts.together}</p>}
      {of.findings.map(({ kind, sentence, remedy }) => (
        <div key={kind} className="diag__one">
          <p className="sentence">{text(sentence)}</p>
          <p className="t13 dim">
            <b>{texts.remedy}</b> {text(remedy)}
          </p>
          {kind !== unexplained && <p className="t12 faint mono">{kind}</p>}
        </div>
      ))}
      {of.difference && <DifferencePart of={of.difference} />}
    </div>
  )
}

const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`
/** The first different character, and the rest of the text. */
const splitName = (text: string): readonly [string, string] => {
  const [first = ''] = text
  return [first, text.slice(first.length)]
}

function DifferencePart({ of }: { readonly of: DiagnosisDifference }) {
  const texts = diagnosisTexts.use().result
  const byteText = (byte: number | undefined): string => (byte === undefined ? texts.end : hex(byte))
  const [signed, signedRest] = splitName(of.signedText ?? '')
  const [received, receivedRest] = splitName(of.receivedText ?? '')
  return (
    <div className="diag__one">
      <p className="t13">
        {texts.difference(formatCount(of.offset))} {texts.bytes(byteText(of.signed), byteText(of.received))}
      </p>
      {of.before !== undefined && (
        <div className="wire wire--wrap" role="group">
          <span className="c">{texts.signed}</span>
          {'\n'}
          {of.before}
          <ins>{signed}</ins>
          {signedRest}
          {'\n'}
          <span className="c">{texts.received}</span>
          {'\n'}
          {of.before}
          <del>{received}</del>
          {receivedRest}
        </div>
      )}
    </div>
  )
}
