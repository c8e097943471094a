// Runs the marketplace of one run and its buyers in one process.
import { answerQuestions } from '../run/processes.ts'
import { openNode } from './node.ts'
import type { Node } from './node.ts'
import type { Purchasing } from './work.ts'

let node: Node | undefined
answerQuestions({
  open: async (databaseUrl: string) => void (node = await openNode(databaseUrl)),
  buy: (purchasing: Purchasing) => node?.buy(purchasing),
})
