import type { Product } from '@loggia/protocol/console'
import { LanguageProvider } from '@loggia/ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Pictures } from './pictures.tsx'

const show = (pictures?: readonly string[]): string =>
  renderToStaticMarkup(
    <LanguageProvider language="en-US" zone="Asia/Shanghai">
      <Pictures
        product={{ name: { zh: '澄澜协同文档', en: 'Chenglan Docs' }, pictures } as unknown as Product}
      />
    </LanguageProvider>,
  )

test('the first picture is large, and all of them lead to their full size without the script', () => {
  const html = show(['/media/a.png', '/media/b.png'])

  expect(html).toContain('alt="Chenglan Docs, image 1 of 2"')
  expect([...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    '/media/a.png',
    '/media/a.png',
    '/media/b.png',
  ])
  expect(html.match(/aria-current="true"/g)).toHaveLength(1)
})

test('one picture is not offered for choice, and without pictures there is no gallery', () => {
  expect(show(['/media/a.png'])).not.toContain('<ul')
  expect([show([]), show()]).toEqual(['', ''])
})
