// The conformance run, like `loggia check`: every check of every protocol that the tried seller serves, at one address.
import { randomBytes } from 'node:crypto'
import { runChecks, suites } from '@loggia/conformance'

/** The protocols of the tried seller; the adapters treat all protocols alike. */
export const servedProtocols = ['saas-v2', 'saas-v1', 'order-notification']

/**
 * Checks the seller at `url` with the access key `key`, all protocols in parallel. Returns the number of passed checks,
 * the others with their result, such as `fail v2.proof.stale: …`, and the time it took.
 */
export async function judge(url, key) {
  const startedAt = performance.now()
  const settings = { url, key, keyBits: 256, nowMs: Date.now, randomBytes: (length) => randomBytes(length) }
  const runs = await Promise.all(
    servedProtocols.map((protocol) => runChecks(suites[protocol].checks, settings)),
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
