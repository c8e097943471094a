import type { Handlers } from '../../platform/index.ts'
import type { Debugging } from '../service/index.ts'
import { diagnosisRoutes } from './diagnoses.ts'
import { testCallRoutes } from './test-calls.ts'

export const debuggingRoutes = (debugging: Debugging): Handlers => ({
  ...diagnosisRoutes(debugging),
  ...testCallRoutes(debugging),
})
