import type { CallAttempt } from '@loggia/protocol/console'
import { countText, useText } from '@loggia/ui'
import type { CheckRow } from '@loggia/ui'
import { checksOf } from '../centre/calls/checks.ts'
import type { Check, CheckName } from '../centre/calls/checks.ts'
import { callTexts } from '../centre/text/calls.ts'

/** The checks of an attempt's answer with what each of them found. */
export function useCheckRows(attempt: CallAttempt | undefined): readonly CheckRow[] {
  const texts = callTexts.use()
  const text = useText()
  const verdict = attempt?.verdict
  if (!verdict) return []
  const sentence = text(verdict.sentence)
  const measure = attempt.durationMs === undefined ? undefined : texts.ms(countText(attempt.durationMs))
  const found = foundIn(attempt, texts)
  return checksOf(verdict).map(({ name, outcome }) => ({
    key: name,
    name: texts.checks[name],
    outcome,
    found: outcome === 'skipped' ? texts.checks.skipped : isAboutVerdict(outcome) ? sentence : found[name],
    ...(name === 'answer' && outcome !== 'skipped' && measure !== undefined && { measure }),
  }))
}

const isAboutVerdict = (outcome: Check['outcome']): boolean => outcome === 'failed' || outcome === 'waits'

/** What a check that passed has seen. */
function foundIn(attempt: CallAttempt, texts: ReturnType<typeof callTexts.use>): Record<CheckName, string> {
  const { reply } = attempt
  const header = (wanted: string): string =>
    reply?.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  return {
    connection: texts.checks.connected,
    answer: reply ? texts.checks.received(countText(reply.bodyBytes)) : '',
    status: reply ? (/\b(\d{3})\b/.exec(reply.line)?.[1] ?? reply.line) : '',
    contentType: header('content-type'),
    json: texts.checks.object,
    resultCode: resultCodeOf(attempt, texts),
    members: texts.checks.complete,
  }
}

function resultCodeOf({ reply, verdict }: CallAttempt, texts: ReturnType<typeof callTexts.use>): string {
  const params = verdict?.params['resultCode']
  const code = typeof params === 'string' ? params : /"resultCode"\s*:\s*"(\d{6})"/.exec(reply?.body ?? '')?.[1]
  return code === undefined ? '' : texts.resultCode(code)
}
