/**
 * Asks whatever is asked within one turn of the event loop in one read, so that requests that arrive together cost one
 * statement. `read` gives the answers in the order of the questions; when it fails, each of its askers fails.
 *
 * @param most how many questions one read has at most; the next ones go into another at the same time
 */
export function readTogether<Question, Answer>(
  read: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  most = 64,
): (question: Question) => Promise<Answer> {
  type Round = { readonly questions: Question[]; readonly answers: Promise<readonly Answer[]> }
  let open: Round | undefined

  function begin(): Round {
    const questions: Question[] = []
    const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (open?.questions === questions) open = undefined
      return read(questions)
    })
    return { questions, answers }
  }

  return async (question) => {
    if (open === undefined || open.questions.length >= most) open = begin()
    const { questions, answers } = open
    const at = questions.push(question) - 1
    return (await answers)[at] as Answer
  }
}
