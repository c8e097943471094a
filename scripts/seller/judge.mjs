// The whole conformance run: every check of every protocol against one address, as `loggia check` makes it.
import { randomBytes } from 'node:crypto'
import { checkedProtocols, runChecks, suites } from '@loggia/conformance'

/**
 * Judges the seller at `url`, whose access key is `key`, the protocols side by side. Answers how many checks it passed, the
 * others with what came of them, as in `fail v2.proof.stale: …`, and how long it took.
 */
export async function judge(url, key) {
  const startedAt = performance.now()
  const settings = { url, key, keyBits: 256, nowMs: Date.now, randomBytes: (length) => randomBytes(length) }
  const runs = await Promise.all(
    checkedProtocols.map((protocol) => runChecks(suites[protocol].checks, settings)),
  )
  const judged = runs.flat()
  return {
    passed: judged.filter(({ outcome }) => outcome === 'pass').length,
    others: judged
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ check, outcome, why }) => ({ outcome, id: check.id, why })),
    tookMs: Math.round(performance.now() - startedAt),
  }
}
