import type { Handlers } from '../../platform/index.ts'
import type { Debugging } from '../service/index.ts'
import { createDiagnosisRoutes } from './diagnoses.ts'
import { createTestCallRoutes } from './test-calls.ts'

export const createDebuggingRoutes = (debugging: Debugging): Handlers => ({
  ...createDiagnosisRoutes(debugging),
  ...createTestCallRoutes(debugging),
})
