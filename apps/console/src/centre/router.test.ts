import { expect, describe, test } from 'vitest'
import { areas } from './frame.ts'
import { getRouteApi } from '@tanstack/react-router'
import { createCentreRouter } from './router.ts'
import { listMenu } from './routing/menu.ts'

const router = createCentreRouter()
const routes = Object.values(router.routesById)
const linesOf = (area: (typeof areas)[number]) => listMenu(router, area).flatMap(({ lines }) => lines)
const addressesOf = (area: (typeof areas)[number]) => linesOf(area).map(({ to }) => to)

test('each path leads to one page', () => {
  const pages = routes.filter((route) => route.id.endsWith('/') || !('children' in route && route.children))
  const paths = pages.map((route) => route.fullPath)

  expect(paths.length).toBeGreaterThan(50)
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([])
})

describe.each(areas)('the menu of the centre: %s', (area) => {
  test('has lines, each with an address and a name of its own in both languages', () => {
    const lines = linesOf(area)

    expect(lines.length).toBeGreaterThan(5)
    expect(new Set(lines.map(({ to }) => to)).size).toBe(lines.length)
    expect(new Set(lines.map(({ label }) => label.zh)).size).toBe(lines.length)
    expect(new Set(lines.map(({ label }) => label.en)).size).toBe(lines.length)
    expect(lines.filter(({ label }) => !/\p{Script=Han}/u.test(label.zh))).toEqual([])
    expect(lines.filter(({ label }) => !/^[\x20-\x7e]+$/.test(label.en))).toEqual([])
  })

  test('has all lines of a heading together', () => {
    const named = linesOf(area).map(({ group }) => group)
    const inTurn = routes
      .filter((route) => route.parentRoute?.id === `/${area}`)
      .flatMap((route) => (route.options.staticData.menu ? [route.options.staticData.menu.group] : []))

    expect(inTurn).toEqual(named)
  })
})

test('R298: the buyer centre has what was bought, the orders and the balance', () => {
  expect(addressesOf('buyer')).toEqual(
    expect.arrayContaining(['/buyer/services', '/buyer/orders', '/buyer/balance']),
  )
})

test('R243: test calls stand in one place, beside the addresses and keys that they use', () => {
  const group = listMenu(router, 'seller').find(({ lines }) =>
    lines.some(({ to }) => to === '/seller/test-calls'),
  )

  expect(addressesOf('seller').filter((to) => to === '/seller/test-calls')).toHaveLength(1)
  expect(group?.lines.map(({ to }) => to)).toContain('/seller/access')
})

test('an address that no page has does not compile', () => {
  // @ts-expect-error no centre has this page
  getRouteApi('/operator/nothing')

  expect(getRouteApi('/operator/buyers').id).toBe('/operator/buyers')
})
