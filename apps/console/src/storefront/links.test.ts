import { describe, expect, test } from 'vitest'
import { buyerSession } from './example-product.ts'
import { getPathAfterSignIn, getHome } from './links.ts'

describe('where to after signing in', () => {
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
