import { describe, expect, test } from 'vitest'
import { buyerSession } from './example-product.ts'
import { getPathAfterSignIn, getHome, toLocalPath } from './links.ts'

describe('where to after signing in', () => {
  test.each(['/', '/products/prd_1?quantity=5&term=year-1', '/buyer/orders#top', '/商品'])(
    '%s is a path of this site',
    (path) => {
      expect(toLocalPath(path)).toBe(path)
    },
  )

  test.each([
    '',
    'products',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/a\\..\\b',
    'javascript:alert(1)',
  ])('%j is not', (path) => expect(toLocalPath(path)).toBeUndefined())

  test('back to the page that asked, or to the first page of the role', () => {
    expect(getPathAfterSignIn('/products/prd_1', buyerSession)).toBe('/products/prd_1')
    expect(getPathAfterSignIn('//evil.example', { operator: true })).toBe('/operator')
    expect(getPathAfterSignIn('/', { operator: true })).toBe('/operator')
  })

  test('buyers shop, sellers and operators work', () => {
    const { buyer, ...nobody } = buyerSession
    expect(getHome({ ...nobody, buyer })).toBe('/')
    expect(getHome({ ...nobody, seller: { id: 'sel_1', name: { zh: '', en: '' } } })).toBe('/seller')
    expect(getHome({ ...nobody, operator: true })).toBe('/operator')
  })
})
