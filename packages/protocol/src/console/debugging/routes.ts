import { diagnosisRoutes } from './diagnoses.ts'
import { testCallRoutes } from './test-calls.ts'

export const debuggingRoutes = { ...diagnosisRoutes, ...testCallRoutes }
