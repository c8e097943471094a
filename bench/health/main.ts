import { answerQuestions } from '../run/processes.ts'
import { measure } from './measure.ts'
import type { Order } from './work.ts'

answerQuestions({ measure: (order: Order) => measure(order) })
