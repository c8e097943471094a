import { toIso } from '@loggia/kernel'
import type { Judged, Outcome } from '../engine/judge.ts'
import { style } from './html-style.ts'
import { listCauses } from './causes.ts'
import type { Cause } from './causes.ts'
import { escapeMarkup } from './markup.ts'
import { reportExchange } from './report.ts'
import type { ReportedExchange } from './report.ts'
import { countOutcomes, isHardlyJudged, countLeftOpen } from './verdict.ts'
import type { Verdict } from './verdict.ts'

const outcomes = ['pass', 'fail', 'warn', 'skip'] as const
const words: Readonly<Record<Outcome, string>> = {
  pass: 'Passed',
  fail: 'Failed',
  warn: 'Advice',
  skip: 'Not judged',
}

/** A state is shown by a shape and a word; colour is only an addition. */
const shapes: Readonly<Record<Outcome, string>> = {
  pass: '<circle cx="6" cy="6" r="5"/>',
  fail: '<path d="M1.6 3 3 1.6l3 3 3-3L10.4 3l-3 3 3 3L9 10.4l-3-3-3 3L1.6 9l3-3z"/>',
  warn: '<path d="M6 .6 11.4 6 6 11.4.6 6z"/>',
  skip: '<path d="M1 5h10v2H1z"/>',
}
const mark = (outcome: Outcome): string =>
  `<svg class="mark ${outcome}" viewBox="0 0 12 12" role="img" aria-label="${words[outcome]}">${shapes[outcome]}</svg>`

const logo =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><path class="arch" d="M3 29V15a13 13 0 0 1 26 0v14h-5V15a8 8 0 0 0-16 0v14z"/><path class="door" d="M13 29v-9.5a4.5 4.5 0 0 1 9 0V29z"/></svg>'

function headingOf({ judged, stopped }: Verdict): [Outcome, string] {
  if (stopped) return ['fail', 'Stopped']
  if (countOutcomes(judged, 'fail') > 0) return ['fail', 'Does not conform']
  if (countLeftOpen(judged) > 0) return ['skip', 'Conformance not proved']
  return isHardlyJudged(judged) ? ['skip', 'Mostly not judged'] : ['pass', 'Conforms']
}

/**
 * The report page for people: first what must be fixed, then every check with its bytes. `atMs` is the time of the run
 * in UTC milliseconds.
 */
export function toHtml(verdict: Verdict, atMs: number): string {
  const { url, protocol, judged } = verdict
  const causes = listCauses(verdict)
  const [outcome, title] = headingOf(verdict)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${escapeMarkup(url)}</title>
<style>${style}</style>
</head>
<body>
<header class="bar"><div>${logo}<span class="word">Loggia</span><span class="what">Conformance of a seller’s server</span></div></header>
<main>
<h1>${mark(outcome)}${title}</h1>
<p class="lead"><code>${escapeMarkup(url)}</code> by ${judged.length} checks of <code>${protocol}</code>, ${toIso(atMs).slice(0, 16).replace('T', ' ')} UTC</p>
${figures(judged)}
${cards('Why it was stopped', 'stop', causes)}
${cards('To fix', 'fail', causes)}
${cards('What could not be judged', 'open', causes)}
${cards('Advice', 'warn', causes)}
<h2>Every check</h2>
${groupChecks(judged).map(group).join('\n')}
<footer>A <b>must</b> is defined by the protocol or follows from its rules for receivers; a <b>should</b> is advice. Checks that were not judged give the reason.</footer>
</main>
</body>
</html>
`
}

const figures = (judged: readonly Judged[]): string => `<dl class="figures">
${outcomes.map((outcome) => `<div><dt>${mark(outcome)}${words[outcome]}</dt><dd>${countOutcomes(judged, outcome)}</dd></div>`).join('\n')}
</dl>
<div class="share" aria-hidden="true">${outcomes
  .map((outcome) => ({ outcome, count: countOutcomes(judged, outcome) }))
  .filter(({ count }) => count > 0)
  .map(({ outcome, count }) => `<span class="${outcome}" style="flex:${count}"></span>`)
  .join('')}</div>`

const cardOutcomes: Readonly<Record<Cause['kind'], Outcome>> = {
  stop: 'fail',
  fail: 'fail',
  open: 'skip',
  warn: 'warn',
}

function cards(title: string, kind: Cause['kind'], causes: readonly Cause[]): string {
  const some = causes.filter((one) => one.kind === kind)
  if (some.length === 0) return ''
  return `<section><h2>${title}</h2>\n${some.map(card).join('\n')}</section>`
}

function card({ kind, sentence, fix, exchanges, judged }: Cause): string {
  const [first] = judged
  const heading = kind === 'stop' || !first ? 'The run ended early' : escapeMarkup(first.check.title)
  const remedy = fix === undefined ? '' : `<p class="fix"><b>How to fix it</b>${escapeMarkup(fix)}</p>\n`
  const shown =
    exchanges.length === 0
      ? ''
      : `<details><summary>${exchanges.length === 1 ? 'The exchange' : `${exchanges.length} exchanges`}</summary>${exchanges.map((one) => wire(reportExchange(one))).join('')}</details>`
  return `<article class="card ${cardOutcomes[kind]}">
<h3>${heading}</h3>
<p class="why">${escapeMarkup(sentence)}</p>
${remedy}${describeConcerned(judged)}${shown}
</article>`
}

/** The checks that are not green for one cause: named if there is one, otherwise folded. */
function describeConcerned(judged: readonly Judged[]): string {
  const items = judged.map(
    ({ check }) =>
      `<code>${check.id}</code> · ${check.level} · ${escapeMarkup(check.source)} · ${escapeMarkup(check.title)}`,
  )
  if (items.length === 0) return ''
  if (items.length === 1) return `<p class="meta">${items[0]}</p>\n`
  return `<details><summary>${items.length} checks are affected</summary>${items.map((item) => `<p class="meta">${item}</p>`).join('')}</details>`
}

type Group = { readonly name: string; readonly judged: Judged[] }

/** Groups checks by heading; the headings are in the order in which they first occur. */
export function groupChecks(judged: readonly Judged[]): Group[] {
  const groups = new Map<string, Group>()
  for (const one of judged) {
    const group = groups.get(one.check.group) ?? { name: one.check.group, judged: [] }
    group.judged.push(one)
    groups.set(group.name, group)
  }
  return [...groups.values()]
}

const worst = (judged: readonly Judged[]): Outcome =>
  (['fail', 'warn', 'pass'] as const).find((outcome) => countOutcomes(judged, outcome) > 0) ?? 'skip'

const group = ({
  name,
  judged,
}: Group): string => `<details class="group"${worst(judged) === 'fail' ? ' open' : ''}>
<summary>${mark(worst(judged))}<span>${escapeMarkup(name)}</span><span class="meta">${countOutcomes(judged, 'pass')} of ${judged.length} passed</span></summary>
${judged.map(row).join('\n')}
</details>`

const row = ({ check, outcome, why, exchanges }: Judged): string => `<details class="row">
<summary>${mark(outcome)}<span>${escapeMarkup(check.title)}</span><span class="level">${check.level}</span><span class="id"><code>${check.id}</code></span></summary>
<div class="inside"><p class="meta">${escapeMarkup(check.source)}</p>${why === undefined ? '' : `<p>${escapeMarkup(why)}</p>`}${exchanges.map((one) => wire(reportExchange(one))).join('')}</div>
</details>`

const mostShown = 4_000
const lines = (
  first: string,
  message: ReportedExchange['request'] | NonNullable<ReportedExchange['reply']>,
): string => {
  const body = message.body.length > mostShown ? `${message.body.slice(0, mostShown)} …` : message.body
  return escapeMarkup(
    [first, ...message.headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\n'),
  )
}

const wire = ({ name, request, reply, noReply, tookMs }: ReportedExchange): string => `<div class="exchange">
<b>${escapeMarkup(name)}</b><pre tabindex="0">${lines(`${request.method} ${request.url}`, request)}</pre>
<b>${reply ? `answered in ${tookMs} ms` : `not answered: ${escapeMarkup(noReply ?? '')}`}</b>${reply ? `<pre tabindex="0">${lines(`HTTP ${reply.status}`, reply)}</pre>` : ''}</div>`
