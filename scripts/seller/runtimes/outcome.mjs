/** A known limitation, which the package reports with what is needed. */
const known = /needs node:sqlite: (Node\.js [\d.]+ or later)/

/**
 * Summarises one application in one runtime, from the result of `judge` or the error at its start: `text` for a table,
 * `details` for the person who runs it, and `ok`. Warnings are allowed, failures are not.
 */
export function outcomeOf(result) {
  if (result instanceof Error) return ofNotStarted(result.message)
  const { passed, others, tookMs } = result
  const details = others.map(({ outcome, id, why }) => `${outcome} ${id}: ${why}`)
  const failed = others.filter(({ outcome }) => outcome !== 'warn').length
  if (failed > 0 || passed === 0)
    return { ok: false, text: `**${failed} of ${passed + others.length} not passed**`, details }
  const advised = others.length === 0 ? '' : ` + ${others.length} warned of`
  return { ok: true, text: `${passed}${advised}, ${(tookMs / 1000).toFixed(1)} s`, details }
}

function ofNotStarted(message) {
  const needed = known.exec(message)?.[1]
  if (needed) return { ok: true, text: `refused: needs ${needed}`, details: [message] }
  const text = `**did not run**: ${message.replaceAll(/\s*[|\n]\s*/g, ' ').slice(0, 200)}`
  return { ok: false, text, details: [message] }
}
