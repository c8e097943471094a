import { answerOf, commonCause, countOf, groupsOf, isHardlyJudged } from '@loggia/conformance'
import type { Exchange, Judged, Outcome, Verdict } from '@loggia/conformance'
import type { Io } from './io.ts'

const words: Readonly<Record<Outcome, string>> = { pass: 'pass', fail: 'FAIL', warn: 'warn', skip: 'skip' }
const colours: Readonly<Record<Outcome, number>> = { pass: 32, fail: 31, warn: 33, skip: 90 }

const isTerminal = (stream: Io['stdout']): boolean => 'isTTY' in stream && stream.isTTY === true

type Paint = (text: string, colour: number) => string

// NO_COLOR is what https://no-color.org asks programs to heed.
const paintFor = ({ stdout, env }: Io): Paint =>
  isTerminal(stdout) && !env['NO_COLOR']
    ? (text, colour) => `\u001B[${colour}m${text}\u001B[0m`
    : (text) => text

/** What a run found, for a person at a terminal: each check under its heading, and with each that failed why and what to do. */
export function checkLines(io: Io, { judged }: Verdict): string[] {
  const paint = paintFor(io)
  return [
    ...groupsOf(judged).flatMap((group) => [
      paint(group.name, 1),
      ...group.judged.flatMap((one) => linesOf(one, paint)),
      '',
    ]),
    ...mended(judged, paint),
    ...cause(judged, paint),
    summary(judged, paint),
  ]
}

function linesOf({ check, outcome, why, exchanges }: Judged, paint: Paint): string[] {
  const line = `  ${paint(words[outcome], colours[outcome])}  ${check.id}  ${check.title}`
  if (outcome === 'pass') return [line]
  if (outcome === 'skip') return [line, `        ${why}`]
  return [
    line,
    `        ${why}`,
    `        To mend it: ${check.fix}`,
    `        ${paint(`${check.level}, ${check.source}`, 90)}`,
    ...exchanges.slice(0, 2).flatMap((one) => wireOf(one).map((text) => paint(`        ${text}`, 90))),
  ]
}

const most = 400
const shortly = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString('utf8')
  const cut = text.length > most ? `${text.slice(0, most)} …` : text
  return cut.replaceAll(/\p{Cc}/gu, ' ')
}

/** An exchange in two or three lines; the whole of it is in a report. */
const wireOf = (exchange: Exchange): string[] => [
  `${exchange.request.method} ${exchange.request.url}`,
  ...(exchange.request.body.length > 0 ? [`  ${shortly(exchange.request.body)}`] : []),
  exchange.reply
    ? `→ HTTP ${exchange.reply.status}  ${shortly(exchange.reply.body)}`
    : `→ answered ${answerOf(exchange)}`,
]

/** What is red, once more at the end, where one looks first. */
function mended(judged: readonly Judged[], paint: Paint): string[] {
  const some = judged.filter(({ outcome }) => outcome === 'fail')
  if (some.length === 0) return []
  return [
    paint('To mend', 1),
    ...some.map(({ check, why }) => `  ${paint(words.fail, colours.fail)}  ${check.id}  ${why}`),
    '',
  ]
}

/** One thing that all of it comes from is worth more than every line above. */
function cause(judged: readonly Judged[], paint: Paint): string[] {
  const said = commonCause(judged)
  return said === undefined ? [] : [paint(said, 1), '']
}

function summary(judged: readonly Judged[], paint: Paint): string {
  const failed = countOf(judged, 'fail')
  const parts = [
    `${countOf(judged, 'pass')} passed`,
    `${failed} failed`,
    `${countOf(judged, 'warn')} warned`,
    `${countOf(judged, 'skip')} skipped`,
  ]
  if (isHardlyJudged(judged)) {
    const said = 'No must was found broken, but most of the checks could not be judged.'
    return `${paint(said, colours.warn)} ${parts.join(', ')}.`
  }
  const verdict = failed === 0 ? 'The server conforms.' : 'The server does not conform.'
  return `${paint(verdict, failed === 0 ? colours.pass : colours.fail)} ${parts.join(', ')}.`
}

/** Says what is going on while checks run: a counter on a terminal, else one line at the beginning. */
export function startProgress(
  io: Io,
  { url, protocol, count }: { url: string; protocol: string; count: number },
): { judged: (one: Judged) => void; end: () => void } {
  const begun = `Judging ${url} by ${count} ${count === 1 ? 'check' : 'checks'} of ${protocol}`
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
