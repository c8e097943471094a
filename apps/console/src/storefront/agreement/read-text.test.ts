import { expect, test } from 'vitest'
import { listWords, readText } from './read-text.ts'

test('headings, paragraphs and lists are read line by line', () => {
  expect(readText('# Buyers\n\n## How?\nRead.\n- one\n- two\r\n\nThen pay.')).toEqual([
    { kind: 'title', pieces: [{ text: 'Buyers' }] },
    { kind: 'subtitle', pieces: [{ text: 'How?' }] },
    { kind: 'paragraph', pieces: [{ text: 'Read.' }] },
    { kind: 'list', items: [[{ text: 'one' }], [{ text: 'two' }]] },
    { kind: 'paragraph', pieces: [{ text: 'Then pay.' }] },
  ])
})

test('a link leads to a page of this site or to a safe address', () => {
  expect(readText('See [Help](/help) or [the site](https://other.example/x).')).toEqual([
    {
      kind: 'paragraph',
      pieces: [
        { text: 'See ' },
        { text: 'Help', href: '/help' },
        { text: ' or ' },
        { text: 'the site', href: 'https://other.example/x' },
        { text: '.' },
      ],
    },
  ])
})

test.each([
  '[x](javascript:alert(1))',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '[x](http://a.example)',
])('%s stays as it was written', (line) => {
  expect(readText(line)).toEqual([{ kind: 'paragraph', pieces: [{ text: line }] }])
})

test('the words of a text are without headings and marks', () => {
  expect(listWords('# Title\nOne [two](/x).\n- three')).toEqual(['One two.', 'three'])
})
