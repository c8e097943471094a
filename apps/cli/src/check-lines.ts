import {
  describeAnswer,
  listCauses,
  countOutcomes,
  groupChecks,
  isHardlyJudged,
  isShown,
  countLeftOpen,
  suites,
} from '@loggia/conformance'
import type { Cause, Exchange, Instances, Judged, Outcome, Verdict } from '@loggia/conformance'
import type { Io } from './io.ts'

const words: Readonly<Record<Outcome, string>> = { pass: 'pass', fail: 'FAIL', warn: 'warn', skip: 'skip' }
const colours: Readonly<Record<Outcome, number>> = { pass: 32, fail: 31, warn: 33, skip: 90 }

const isTerminal = (stream: Io['stdout']): boolean => 'isTTY' in stream && stream.isTTY === true

type Paint = (text: string, colour: number) => string

// https://no-color.org asks programs to print no colours if NO_COLOR is set.
const paintFor = ({ stdout, env }: Io): Paint =>
  isTerminal(stdout) && !env['NO_COLOR']
    ? (text, colour) => `\u001B[${colour}m${text}\u001B[0m`
    : (text) => text

/**
 * Formats the result of a run for a terminal: each check under its heading, then each cause once, with the checks that
 * are not green because of it. If the run stopped before the first check, there is only one cause.
 */
export function createCheckLines(io: Io, verdict: Verdict): string[] {
  const paint = paintFor(io)
  const { judged, stopped, instances } = verdict
  const hasBegun = !stopped || judged.some(({ outcome }) => outcome !== 'skip')
  return [
    ...(hasBegun ? groupLines(judged, paint) : []),
    ...listCauses(verdict).flatMap((cause, at) => causeLines(cause, at + 1, paint)),
    ...instanceLines(instances),
    summary(verdict, paint),
  ]
}

const groupLines = (judged: readonly Judged[], paint: Paint): string[] =>
  groupChecks(judged).flatMap((group) => [
    paint(group.name, 1),
    ...group.judged.flatMap((one) => linesOf(one, paint)),
    '',
  ])

/**
 * The reason of a check is printed with its cause. A skip that leaves nothing open has no cause, so its reason is here.
 */
function linesOf({ check, outcome, why, leftOpen: isOpen }: Judged, paint: Paint): string[] {
  const line = `  ${paint(words[outcome], colours[outcome])}  ${check.id}  ${check.title}`
  return outcome === 'skip' && !isOpen ? [line, `        ${why}`] : [line]
}

const titles: Readonly<Record<Cause['kind'], string>> = {
  stop: 'Stopped',
  fail: 'To fix',
  open: 'Not judged',
  warn: 'Advice',
}

function causeLines(
  { kind, sentence, fix, exchanges, judged }: Cause,
  number: number,
  paint: Paint,
): string[] {
  const [first, ...others] = judged
  const told = kind !== 'stop' && first
  return [
    paint(`${number}. ${titles[kind]}: ${sentence}`, 1),
    ...(fix === undefined ? [] : [`   Fix: ${fix}`]),
    ...exchanges.slice(0, 2).flatMap((one) => wireOf(one).map((text) => paint(`   ${text}`, 90))),
    ...(told ? [`   ${idLine(first, paint)}`] : []),
    ...(told && others.length > 0 ? [`   ${listOf(others)}`] : []),
    '',
  ]
}

const idLine = ({ check, outcome }: Judged, paint: Paint): string =>
  `${paint(words[outcome], colours[outcome])}  ${check.id}  ${paint(`${check.level}, ${check.source}`, 90)}`

const mostListed = 12

/** Lists the other checks that are not green for the same cause. */
function listOf(others: readonly Judged[]): string {
  const ids = others.slice(0, mostListed).map(({ check }) => check.id)
  const more = others.length - ids.length
  const count = others.length === 1 ? '1 more check is' : `${others.length} more checks are`
  return `${count} affected: ${ids.join(', ')}${more > 0 ? ` and ${more} others` : ''}`
}

function instanceLines(instances: Instances | undefined): string[] {
  if (!instances || instances.opened === 0) return []
  const { opened, left } = instances
  const said = `${opened} ${opened === 1 ? 'instance was' : 'instances were'} still open at the end`
  if (left.length === 0) return [`${said} and ${opened === 1 ? 'was' : 'were'} released.`]
  return [`${said}; ${left.length} could not be released: ${left.join(', ')}`]
}

const most = 400
const shortly = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString('utf8')
  const cut = text.length > most ? `${text.slice(0, most)} …` : text
  return cut.replaceAll(/\p{Cc}/gu, ' ')
}

/** An exchange in two or three lines; a report has all of it. */
const wireOf = (exchange: Exchange): string[] => [
  `${exchange.request.method} ${exchange.request.url}`,
  ...(exchange.request.body.length > 0 ? [`  ${shortly(exchange.request.body)}`] : []),
  exchange.reply
    ? `→ HTTP ${exchange.reply.status}  ${shortly(exchange.reply.body)}`
    : `→ answered ${describeAnswer(exchange)}`,
]

function summary(verdict: Verdict, paint: Paint): string {
  const { judged } = verdict
  const parts = (['pass', 'fail', 'warn', 'skip'] as const).map(
    (outcome) => `${countOutcomes(judged, outcome)} ${counted[outcome]}`,
  )
  const [said, outcome] = answerTo(verdict)
  return `${paint(said, colours[outcome])} ${parts.join(', ')}.`
}

const counted: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'warned',
  skip: 'skipped',
}

/** The result of a run in one sentence. */
function answerTo(verdict: Verdict): [said: string, outcome: Outcome] {
  const { judged, stopped } = verdict
  const open = countLeftOpen(judged)
  if (stopped) return ['The run was stopped.', 'fail']
  if (countOutcomes(judged, 'fail') > 0) return ['The server does not conform.', 'fail']
  if (!isShown(verdict))
    return [
      `No required check failed, but ${open} required ${open === 1 ? 'check' : 'checks'} could not be judged, so conformance is not proved (--allow-skips accepts this).`,
      'warn',
    ]
  if (isHardlyJudged(judged))
    return ['No required check failed, but most of the checks could not be judged.', 'warn']
  if (judged.length < suites[verdict.protocol].checks.length)
    return ['The selected checks passed; the others were not run.', 'pass']
  return ['The server conforms.', 'pass']
}

/** Shows progress while checks run: a counter on a terminal, otherwise one line at the beginning. */
export function startProgress(
  io: Io,
  { url, protocol, count }: { url: string; protocol: string; count: number },
): { judged: (one: Judged) => void; end: () => void } {
  const begun = `Checking ${url} with ${count} ${protocol} ${count === 1 ? 'check' : 'checks'}`
  if (!isTerminal(io.stderr)) {
    io.stderr.write(`${begun}\n`)
    return { judged: () => undefined, end: () => undefined }
  }
  let judged = 0
  let failed = 0
  const show = (): void =>
    void io.stderr.write(`\r\u001B[K${begun}: ${judged} judged${failed > 0 ? `, ${failed} failed` : ''}`)
  show()
  return {
    judged: ({ outcome }) => {
      judged += 1
      if (outcome === 'fail') failed += 1
      show()
    },
    end: () => void io.stderr.write('\r\u001B[K'),
  }
}
