import { test } from 'vitest'
import { corpus } from './corpus.ts'
import { judge } from './judge.ts'
test('x', () => {
  for (const one of corpus) {
    const j = judge(one)
    if (j.found !== 'named' || j.wrong.length > 0)
      console.log(
        `${j.found} ${j.name} [${one.mistakes.join(' + ')}] ${j.wrong.length ? 'WRONG' : ''}\n` +
          j.sentences.map((s) => '      ' + s.slice(0, 160)).join('\n'),
      )
  }
})
