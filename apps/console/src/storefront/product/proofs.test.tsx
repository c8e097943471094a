import type { Product } from '@loggia/protocol/console'
import { LanguageProvider } from '@loggia/ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ProofsPart } from './proofs.tsx'

const show = (product: Partial<Product>, language: 'zh-CN' | 'en-US' = 'en-US'): string =>
  renderToStaticMarkup(
    <LanguageProvider language={language} zone="Asia/Shanghai">
      <ProofsPart product={product as Product} />
    </LanguageProvider>,
  )
const guide = { name: { zh: '使用指南', en: 'User guide' }, address: 'https://docs.seller.example/guide.pdf' }

test('a product with nothing to show has no such part', () => {
  expect(show({})).toBe('')
})

test('a link to an address of the seller names its host, and gives the seller and search engines nothing', () => {
  const html = show({ video: 'https://video.seller.example/1', documents: [guide] })

  for (const address of ['https://video.seller.example/1', guide.address])
    expect(html).toContain(`<a href="${address}" target="_blank" rel="noopener noreferrer nofollow ugc">`)
  expect(html).toContain('<span>docs.seller.example</span>')
  expect(html).toContain('User guide')
  expect(html).toContain('outside this marketplace')
  expect(show({ documents: [guide] }, 'zh-CN')).toContain('使用指南')
})

test('an address that is a page of ours for a browser leads nowhere', () => {
  for (const address of ['https:/seller.example/sign-in', 'https:seller.example', 'javascript:alert(1)'])
    expect(show({ video: address })).not.toContain('<a ')
})

test('R57: certificates are shown with their number and how long they are valid, and are no links', () => {
  const certificate = { number: '2026SR001', holder: '澄澜科技' }
  const html = show({
    certificates: [
      { ...certificate, kind: 'software_copyright' },
      { ...certificate, kind: 'compatibility', validUntil: '2028-01-31' },
    ],
  })

  expect(html).toContain('Software copyright <span class="num">2026SR001</span>')
  expect(html).toContain('澄澜科技 · No expiry')
  expect(html).toContain('澄澜科技 · Valid until 2028-01-31')
  expect(html).not.toContain('<a ')
  expect(html).not.toContain('outside this marketplace')
})

test('where data lie is said in the reader’s language', () => {
  const dataLocation = { zh: '中国内地（上海）', en: 'Chinese mainland (Shanghai)' }

  expect(show({ dataLocation })).toContain('<dd>Chinese mainland (Shanghai)</dd>')
  expect(show({ dataLocation }, 'zh-CN')).toContain('<dt>数据存放地</dt><dd>中国内地（上海）</dd>')
  expect(show({ dataLocation })).not.toContain('<ul')
})
