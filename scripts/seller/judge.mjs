// The complete conformance run, like `loggia check`: every check of every protocol against one address.
import { randomBytes } from 'node:crypto'
import { checkedProtocols, runChecks, suites } from '@loggia/conformance'

/**
 * Checks the seller at `url` with the access key `key`, all protocols in parallel. Returns the number of passed checks,
 * the others with their result, such as `fail v2.proof.stale: …`, and the time it took.
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
