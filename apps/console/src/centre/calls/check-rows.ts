import { omitUndefined } from '@loggia/kernel'
import type { CallAttempt } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import type { CheckRow } from '@loggia/ui'
import { listChecks, mustBeProven } from './checks.ts'
import type { Check, CheckName } from './checks.ts'
import { toOutcome } from './outcome.ts'
import { callTexts } from './texts.ts'
import { stateTexts } from '../parts/state-texts.ts'

/** The checks of an attempt's answer with their findings. */
export function useCheckRows(attempt: CallAttempt | undefined): readonly CheckRow[] {
  const texts = callTexts.use()
  const outcomes = stateTexts.use().outcome
  const verdict = attempt?.verdict
  if (!verdict) return []
  const measure = attempt.durationMs === undefined ? undefined : texts.ms(formatCount(attempt.durationMs))
  const found = foundIn(attempt, texts)
  const showOutcome = (name: CheckName, outcome: Check['outcome']): string =>
    outcome === 'failed' && saysNothing.includes(name) ? '' : found[name]
  return listChecks(verdict, mustBeProven(attempt)).map(({ name, outcome }) =>
    omitUndefined({
      key: name,
      name: texts.checks[name],
      outcome,
      // A failed check shows what it found or, if it found nothing, its result.
      found:
        outcome === 'skipped'
          ? texts.checks.skipped
          : showOutcome(name, outcome) || outcomes[toOutcome(verdict.code)],
      measure: name === 'answer' && outcome !== 'skipped' ? measure : undefined,
    }),
  )
}

/** Checks of transport and body whose text for a pass does not fit a failure. */
const saysNothing: readonly CheckName[] = ['connection', 'answer', 'json', 'proof', 'members']

/** The finding of a check that passed. */
function foundIn(attempt: CallAttempt, texts: ReturnType<typeof callTexts.use>): Record<CheckName, string> {
  const { reply } = attempt
  const header = (wanted: string): string =>
    reply?.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  return {
    connection: texts.checks.connected,
    answer: reply ? texts.checks.received(formatCount(reply.bodyBytes)) : '',
    status: reply ? (/\b(\d{3})\b/.exec(reply.line)?.[1] ?? reply.line) : '',
    contentType: header('content-type'),
    json: texts.checks.object,
    resultCode: resultCodeOf(attempt),
    proof: texts.checks.fits,
    members: texts.checks.complete,
  }
}

function resultCodeOf({ reply, verdict }: CallAttempt): string {
  const params = verdict?.params['resultCode']
  const code =
    typeof params === 'string' ? params : /"resultCode"\s*:\s*"(\d{6})"/.exec(reply?.body ?? '')?.[1]
  return code ?? ''
}
