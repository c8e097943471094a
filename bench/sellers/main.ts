// Runs all sellers of a benchmark in one process.
import { answerQuestions } from '../run/processes.ts'
import { openFleet } from './server.ts'
import type { Fleet, FleetOptions } from './server.ts'

let fleet: Fleet | undefined
answerQuestions({
  open: async (options: FleetOptions) => (fleet = await openFleet(options)).urls,
  keys: (keys: readonly string[]) => fleet?.setKeys(keys),
  journal: () => fleet?.takeJournal(),
})
