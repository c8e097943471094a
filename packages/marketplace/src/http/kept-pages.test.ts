import { expect, test } from 'vitest'
import type { PageData, PageFrame } from '@loggia/protocol/console'
import { createKeptPages } from './kept-pages.ts'

const frame = { language: 'zh-CN', path: '/' } as unknown as PageFrame
const page = (name: string) => ({ route: 'home', name }) as unknown as PageData

function openPages(most?: number) {
  const findPage = createKeptPages(most)
  const rendered: string[] = []
  const open = async (name: string, inFrame = frame): Promise<string> => {
    const { plain } = await findPage([page(name), inFrame], () => {
      rendered.push(name)
      return `<p>${name} ${inFrame.language}</p>`.padEnd(1000)
    })
    return plain.toString().trim()
  }
  return { open, rendered }
}

test('a page is rendered once for the same data and frame, and anew if either has changed', async () => {
  const { open, rendered } = openPages()

  expect(await open('a')).toBe('<p>a zh-CN</p>')
  expect(await open('a')).toBe('<p>a zh-CN</p>')
  expect(await open('b')).toBe('<p>b zh-CN</p>')
  expect(await open('a', { ...frame, language: 'en-US' })).toBe('<p>a en-US</p>')

  expect(rendered).toEqual(['a', 'b', 'a'])
})

test('what was not asked for longest goes first', async () => {
  const { open, rendered } = openPages(2500)
  await open('a')
  await open('b')
  await open('a')
  await open('c')

  await open('a')
  await open('b')

  expect(rendered).toEqual(['a', 'b', 'c', 'b'])
})

test('a page that is larger than all may be is sent and not kept', async () => {
  const { open, rendered } = openPages(10)

  expect(await open('a')).toBe('<p>a zh-CN</p>')
  expect(await open('a')).toBe('<p>a zh-CN</p>')

  expect(rendered).toEqual(['a', 'a'])
})

test('a page that could not be rendered is rendered again', async () => {
  const findPage = createKeptPages()
  const of = [page('a'), frame] as const

  await expect(findPage(of, () => Promise.reject(new Error('It is broken')))).rejects.toThrow('It is broken')
  expect((await findPage(of, () => 'whole')).plain.toString()).toBe('whole')
})
