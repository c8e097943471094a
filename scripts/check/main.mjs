import { runChecks } from './steps.mjs'

const { failed } = await runChecks()
process.exit(failed > 0 ? 1 : 0)
