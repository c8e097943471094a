// The baseline, in its own process: the same bytes, from memory.
import { answerQuestions } from '../run/processes.ts'
import type { Answer } from './ask.ts'
import { serveAnswer } from './http.ts'

let answer: Answer | undefined

answerQuestions({
  open: () => serveAnswer(() => answer),
  give: ({ headers, body }: Answer) => void (answer = { headers, body: Buffer.from(body) }),
})
