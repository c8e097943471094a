import type { Judged } from '../engine/judge.ts'
import { escapeMarkup } from './markup.ts'
import { reportExchange } from './report.ts'
import type { ReportedExchange } from './report.ts'
import { countOutcomes } from './verdict.ts'
import type { Verdict } from './verdict.ts'

/**
 * JUnit XML for continuous integration, with one test case per check. A broken must is a failure. Advice that was not
 * followed is a passed case with a note, because JUnit has no warnings. A run that was stopped has one more case, an
 * error.
 */
export function toJunit({ url, protocol, judged, stopped }: Verdict): string {
  const errors = stopped ? 1 : 0
  const counts = `tests="${judged.length + errors}" failures="${countOutcomes(judged, 'fail')}" skipped="${countOutcomes(judged, 'skip')}" errors="${errors}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="loggia check" ${counts}>`,
    `  <testsuite name="${escapeMarkup(`${protocol} ${url}`)}" ${counts}>`,
    ...(stopped ? [stopCase(stopped, protocol)] : []),
    ...judged.map((one) => testCase(one, protocol)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

const stopCase = ({ why, exchanges }: NonNullable<Verdict['stopped']>, protocol: string): string =>
  `    <testcase classname="${protocol}" name="The run completes"><error message="${escapeMarkup(why)}">${escapeMarkup(exchanges.map(wire).join('\n\n'))}</error></testcase>`

function testCase({ check, outcome, why = '', exchanges }: Judged, protocol: string): string {
  const seconds = exchanges.reduce((sum, { tookMs }) => sum + tookMs, 0) / 1000
  const open = `    <testcase classname="${escapeMarkup(`${protocol}.${check.group}`)}" name="${escapeMarkup(`${check.id}: ${check.title}`)}" time="${seconds.toFixed(3)}"`
  const told = escapeMarkup(
    [why, check.fix, `${check.level}, ${check.source}`, ...exchanges.map(wire)].join('\n\n'),
  )
  switch (outcome) {
    case 'pass':
      return `${open}/>`
    case 'skip':
      return `${open}><skipped message="${escapeMarkup(why)}"/></testcase>`
    case 'warn':
      return `${open}><system-out>${told}</system-out></testcase>`
    case 'fail':
      return `${open}><failure message="${escapeMarkup(why)}" type="${check.level}">${told}</failure></testcase>`
  }
}

/** An exchange as lines of text. */
function wire(exchange: Judged['exchanges'][number]): string {
  const { name, request, reply, noReply } = reportExchange(exchange)
  const answer = reply
    ? [`HTTP ${reply.status}`, ...headerLines(reply), reply.body]
    : [`no response: ${noReply}`]
  return [
    `${name}:`,
    `${request.method} ${request.url}`,
    ...headerLines(request),
    request.body,
    '',
    ...answer,
  ].join('\n')
}

const headerLines = ({
  headers,
}: ReportedExchange['request'] | NonNullable<ReportedExchange['reply']>): string[] =>
  headers.map(([name, value]) => `${name}: ${value}`)
