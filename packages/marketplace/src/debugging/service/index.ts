import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import type { OpenApi } from '../../open-api/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'
import { createCaseRuns } from './case-runs.ts'
import { createDiagnoses } from './diagnoses.ts'
import { createGate } from './gate.ts'
import { createJudge } from './judging.ts'
import { createSending } from './sending.ts'
import { createTargets } from './targets.ts'
import { createTestCalls } from './test-calls.ts'

export type Debugging = ReturnType<typeof createDebugging>

export function createDebugging(
  platform: Platform & {
    parties: Parties
    access: Access
    calls: Calls
    catalog: Catalog
    openApi: Pick<OpenApi, 'findRefusedQuery'>
  },
) {
  const parts = {
    ...platform,
    judge: createJudge(),
    sending: createSending(platform),
    targets: createTargets(platform),
  }
  return {
    ...createDiagnoses(parts),
    ...createTestCalls(parts),
    ...createCaseRuns(parts),
    ...createGate(parts),
  }
}
