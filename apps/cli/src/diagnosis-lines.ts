import { explainFinding } from '@loggia/diagnosis'
import type { Diagnosis, Difference, Explanation, Finding, Problem } from '@loggia/diagnosis'

// The output of `loggia diagnose`. It contains no key.

const toExplanation = (finding: Finding): object => ({ ...finding, ...explainFinding(finding, 'en-US') })

/** A diagnosis for machines: each finding has its facts, its sentence and its remedy. */
export const toDiagnosisData = ({ protocol, checked, problems }: Diagnosis): object => ({
  ok: problems.length === 0,
  protocol: protocol ?? null,
  checked,
  problems: problems.map(({ subject, explanations }) => ({
    subject,
    explanations: explanations.map(({ findings, ...rest }) => ({
      ...rest,
      findings: findings.map(toExplanation),
    })),
  })),
})

const isWide = (letter: string): boolean =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter)
/** The width of a text in a terminal, in columns. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (isWide(letter) ? 2 : 1), 0)

function byteText(byte: number | undefined): string {
  if (byte === undefined) return 'the end'
  const hex = `0x${byte.toString(16).padStart(2, '0')}`
  if (byte === 10) return `${hex} (line feed)`
  if (byte === 13) return `${hex} (carriage return)`
  if (byte === 32) return `${hex} (space)`
  return byte > 32 && byte < 127 ? `${hex} (${String.fromCharCode(byte)})` : hex
}

function differenceLines({
  offset,
  signed,
  received,
  before,
  signedText,
  receivedText,
}: Difference): string[] {
  const indent = ' '.repeat(14 + widthOf(before))
  return [
    `    First different byte: offset ${offset}, signed ${byteText(signed)}, received ${byteText(received)}`,
    `    signed    ${before}${signedText}`,
    `    received  ${before}${receivedText}`,
    `${indent}^`,
  ]
}

function explanationLines({ findings, difference }: Explanation): string[] {
  const lines = findings.flatMap((finding) => {
    const { sentence, remedy } = explainFinding(finding, 'en-US')
    return [`    ${sentence}  [${finding.kind}]`, `    ${remedy}`]
  })
  return difference ? [...lines, ...differenceLines(difference)] : lines
}

const subjects: Readonly<Record<string, string>> = {
  request: 'Request',
  reply: 'Response',
  computed: 'Computed signature',
}
/** Whether a cause is certain. A search without a result names no cause. */
function describeCertainty({ certainty, findings }: Explanation): string {
  if (findings.some(({ kind }) => kind === 'nothing_fits')) return 'no known cause'
  return certainty === 'proved' ? 'proved' : 'possible, not proved'
}
const nameOf = (subject: string): string => subjects[subject] ?? subject.replace(/^f/, 'F')

function problemLines({ subject, explanations }: Problem): string[] {
  const name = nameOf(subject)
  const [only] = explanations
  if (explanations.length === 1 && only) {
    const together = only.findings.length > 1 ? ', several mistakes together' : ''
    return ['', `${name}: ${describeCertainty(only)}${together}`, ...explanationLines(only)]
  }
  return [
    '',
    `${name}: ${explanations.length} possible causes; the exchange does not show which`,
    ...explanations.flatMap((one, i) => [`  ${i + 1}.`, ...explanationLines(one)]),
  ]
}

/** Formats a diagnosis for people. */
export function formatDiagnosis({ protocol, checked, problems }: Diagnosis): string[] {
  const head = `${protocol ?? 'Unknown protocol'}: ${checked.join(' and ')}`
  return problems.length === 0
    ? [head, 'Everything that can be checked is correct.']
    : [head, ...problems.flatMap(problemLines)]
}
