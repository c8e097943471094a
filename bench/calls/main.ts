// Runs one contender once, in its own process.
import { answerQuestions } from '../run/processes.ts'
import { bare } from './bare.ts'
import { boss } from './boss.ts'
import { graphile } from './graphile.ts'
import { loggia } from './loggia.ts'
import { measure } from './work.ts'
import type { Contender, ContenderName, Work } from './work.ts'

const contenders: Readonly<Record<ContenderName, Contender>> = {
  loggia,
  bare,
  'graphile-worker': graphile,
  'pg-boss': boss,
}
type Order = { readonly name: ContenderName; readonly work: Work }

answerQuestions({
  prepare: ({ name, work }: Order) => contenders[name].prepare(work),
  run: ({ name, work }: Order) => measure(contenders[name], work),
})
