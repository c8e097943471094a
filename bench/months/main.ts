import { answerQuestions } from '../run/processes.ts'
import { live } from './live.ts'
import type { Order } from './work.ts'

answerQuestions({ live: (order: Order) => live(order) })
