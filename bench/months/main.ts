import { answerQuestions } from '../run/processes.ts'
import { runMonths } from './live.ts'
import type { Order } from './work.ts'

answerQuestions({ live: (order: Order) => runMonths(order) })
