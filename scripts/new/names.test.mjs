import { expect, test } from 'vitest'
import { NewFault } from './fault.mjs'
import { idPrefixOf, namesOf, placeholdersOf, requireName } from './names.mjs'
import { createFill } from './write.mjs'

test.each([
  ['warranties', 'warranty'],
  ['service-windows', 'service-window'],
  ['addresses', 'address'],
  ['boxes', 'box'],
  ['branches', 'branch'],
  ['licences', 'licence'],
])('of %s one is a %s', (plural, singular) => {
  expect(namesOf(plural).singular.kebab).toBe(singular)
})

test('a name has every form in which code writes it', () => {
  expect(namesOf('service-windows').plural).toEqual({
    kebab: 'service-windows',
    snake: 'service_windows',
    camel: 'serviceWindows',
    pascal: 'ServiceWindows',
    text: 'service windows',
  })
})

test.each([
  ['Warranties', /lower case/],
  ['service_windows', /lower case/],
  ['', /lower case/],
  [undefined, /lower case/],
  ['../views', /lower case/],
  ['people', /--singular/],
  ['statuses', /--singular/],
  ['stock', /--singular/],
  ['classes', /"class" is a word/],
  ['users', /"user" is a word/],
  ['helpers', /says nothing/],
])('a domain is not called %s', (name, reason) => {
  expect(() => namesOf(name)).toThrow(NewFault)
  expect(() => namesOf(name)).toThrow(reason)
})

test('a singular that does not follow is given, and is another word', () => {
  expect(namesOf('people', 'person').singular.pascal).toBe('Person')
  expect(() => namesOf('stock', 'stock')).toThrow(/two names/)
  expect(() => namesOf('people', 'A person')).toThrow(/lower case/)
})

test('a name of a page is one of a folder', () => {
  expect(() => requireName('The name of a page', 'shared')).toThrow(/says nothing/)
  expect(() => requireName('The name of a page', 'price-list')).not.toThrow()
})

test('ids begin with three letters of the name that nothing else begins with', () => {
  const warranty = namesOf('warranties')

  expect(idPrefixOf(warranty, new Set())).toBe('wrn')
  expect(idPrefixOf(warranty, new Set(['wrn']))).toBe('wrt')
  expect(idPrefixOf(namesOf('ideas'), new Set())).toBe('ide')
  expect(idPrefixOf(warranty, new Set(), 'wty')).toBe('wty')
  expect(() => idPrefixOf(warranty, new Set(['wty']), 'wty')).toThrow(/taken/)
  expect(() => idPrefixOf(warranty, new Set(), 'w')).toThrow(/three lower-case letters/)
  expect(() => idPrefixOf(namesOf('oos', 'oo'), new Set())).toThrow(/--prefix/)
})

test('every form of a placeholder is filled, with its article, and Latin letters stand apart from Chinese ones', () => {
  const fill = createFill(
    new Map([...placeholdersOf(namesOf('order-extensions')), ['样品', 'order extension']]),
  )

  expect(fill('createSampleItems sampleItemId sample_item sample-items')).toBe(
    'createOrderExtensions orderExtensionId order_extension order-extensions',
  )
  expect(fill('a sample item, A sample item, Sample items, the sample item')).toBe(
    'an order extension, An order extension, Order extensions, the order extension',
  )
  expect(fill('新增样品，30天')).toBe('新增 order extension，30天')
})
