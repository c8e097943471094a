import { answerQuestions } from '../run/processes.ts'
import { measure } from './measure.ts'
import { build } from './seed.ts'
import type { Order } from './work.ts'

answerQuestions({ build: (database: string) => build(database), measure: (order: Order) => measure(order) })
