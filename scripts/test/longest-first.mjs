import { BaseSequencer } from 'vitest/node'

// A fresh clone knows nothing of earlier runs, and the size of a file says little of its time: what takes longest would begin
// last, with one core at rest. A file that is not named here comes after those that are.
export const longest = [
  'e2e/web/axe',
  'e2e/shop',
  'e2e/crash/chaos/chaos',
  'e2e/guide',
  'e2e/wizard',
  'e2e/crash/crash',
  'e2e/canary',
  'e2e/journey',
  'e2e/life',
  'e2e/manual',
  'e2e/web/behaviour',
  'e2e/search',
  'e2e/integrate',
  'e2e/web/developers',
  'e2e/harness/browser',
  'provisioning/service/index',
  'embedded/old-database',
  'calls/service/isolation',
  'calls/service/engine',
  'apps/server/src/main',
  'calls/service/restart',
  'refunds/service',
  'clock/service',
  'quotes/walk',
  'src/corpus/corpus',
  'diagnosis/src/proofs',
]

const place = ({ moduleId }) => {
  const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
  return at < 0 ? longest.length : at
}

/** Files of a project as vitest orders them, but the longest first. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const groupOf = ({ project }) => project.config.sequence.groupOrder
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || place(a) - place(b))
  }
}
