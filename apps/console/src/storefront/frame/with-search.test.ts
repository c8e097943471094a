import type { MouseEvent } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { withPlace, withSearch } from './with-search.ts'

afterEach(() => vi.unstubAllGlobals())

test('a change of the language keeps the token of the link that opened the page, and tells it no server', () => {
  vi.stubGlobal('location', { pathname: '/accept-invitation', search: '?a=1', hash: '#to-ken' })
  const follow = (onClick: ReturnType<typeof withPlace>): string => {
    const currentTarget = { href: '' }
    onClick({ currentTarget } as unknown as MouseEvent<HTMLAnchorElement>)
    return currentTarget.href
  }
  const hrefOf = (here: string) => `/preferences?next=${encodeURIComponent(here)}`

  expect(follow(withPlace(hrefOf))).toBe('/preferences?next=%2Faccept-invitation%3Fa%3D1#to-ken')
  expect(follow(withSearch(hrefOf))).toBe('/preferences?next=%2Faccept-invitation%3Fa%3D1')
})
