import { expect, test } from 'vitest'
import { navigation } from './navigation.ts'

const addressesOf = (area: keyof typeof navigation): string[] =>
  navigation[area].flatMap(({ links }) => links.map(({ to }) => to))

test('R298: the buyer centre has what was bought, the orders and the balance', () => {
  expect(addressesOf('buyer')).toEqual(
    expect.arrayContaining(['/buyer/services', '/buyer/orders', '/buyer/balance']),
  )
})

test('R243: test calls stand in one place, beside the addresses and keys that they use', () => {
  const group = navigation.seller.find(({ links }) => links.some(({ to }) => to === '/seller/test-calls'))

  expect(addressesOf('seller').filter((to) => to === '/seller/test-calls')).toHaveLength(1)
  expect(group?.links.map(({ to }) => to)).toContain('/seller/access')
})
