import { createAsking } from './asking.ts'
import { createAssigning } from './assigning.ts'
import { createBatches } from './batches.ts'
import { createConnecting } from './connecting.ts'
import { formatDomain } from './context.ts'
import type { AppContext } from './context.ts'
import { createCredentials } from './credentials.ts'
import { createDecisions } from './decisions.ts'
import { createEnding } from './ending.ts'
import { createFacts } from './facts.ts'
import { createLists } from './lists.ts'
import { createMirror } from './mirror.ts'
import { createSellersLists } from './sellers-lists.ts'
import { createSyncing } from './syncing.ts'

export type Apps = ReturnType<typeof createApps>

/** Apps whose users come from the directory of a buyer: who may use them, and what their sellers know of that. */
export function createApps(context: AppContext) {
  const batches = createBatches(context)
  const asking = createAsking(context)
  const mirror = createMirror(context)
  const ending = createEnding(context, batches, asking)
  const { takeOver: _takeOver, comparePeople: _comparePeople, ...ofMirror } = mirror
  return {
    ...createAssigning(context),
    ...createConnecting(context, mirror),
    ...createCredentials(context),
    ...createDecisions(context, { batches, asking, ending }),
    noteDissolved: ending.noteDissolved,
    noteServiceEnded: ending.noteServiceEnded,
    ...createFacts(context),
    formatDomain: (tenantCode: string): string => formatDomain(context, tenantCode),
    ...createLists(context),
    ...createSellersLists(context),
    ...createSyncing(context, batches, asking),
    ...ofMirror,
  }
}
