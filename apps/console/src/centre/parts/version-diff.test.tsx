import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { FactTable, VersionDiff } from './version-diff.tsx'
import type { ContentRow } from './versions.ts'

const shots = (before?: string, after?: string): ContentRow => ({
  key: 'pictures',
  name: '图片',
  pictures: 'screens',
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
})
const marksIn = (html: string) => [...html.matchAll(/class="t12 faint">([^<]*)</g)].map(([, word]) => word)
const imagesIn = (html: string) =>
  [...html.matchAll(/<img src="([^"]*)" alt="([^"]*)"/g)].map((found) => found.slice(1))

test('the pictures of both versions are seen, old and new, and what differs is said', () => {
  const html = renderToStaticMarkup(
    <VersionDiff rows={[shots('/media/a.png\n/media/b.png', '/media/b.png\n/media/c.png')]} />,
  )

  expect(imagesIn(html)).toEqual([
    ['/media/a.png', '图片 1 / 2'],
    ['/media/b.png', '图片 2 / 2'],
    ['/media/b.png', '图片 1 / 2'],
    ['/media/c.png', '图片 2 / 2'],
  ])
  expect(marksIn(html)).toEqual(['删除', '新增'])
})

test('a first logo has nothing beside it, and is not marked picture by picture', () => {
  const html = renderToStaticMarkup(
    <VersionDiff rows={[{ key: 'logo', name: '图标', pictures: 'logo', after: '/media/logo.png' }]} />,
  )

  expect(html).toContain('无')
  expect(imagesIn(html)).toEqual([['/media/logo.png', '图标']])
  expect(marksIn(html)).toEqual([])
})

test('where there is nothing to compare with, a picture is seen and not read', () => {
  const html = renderToStaticMarkup(<FactTable rows={[shots(undefined, '/media/a.png')]} />)

  expect(imagesIn(html)).toEqual([['/media/a.png', '图片']])
  expect(html.replaceAll(/<[^>]*>/g, '')).not.toContain('/media/')
})
