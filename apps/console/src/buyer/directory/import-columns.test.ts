import { expect, test } from 'vitest'
import { formatSample } from './import-columns.ts'

test('a sample has a mark, the heads, and two rows, with quotation marks where they are needed', () => {
  const columns = [
    { head: 'Name', what: '', first: 'Yun "Lan"', second: 'Shi' },
    { head: 'Place', what: '', first: 'House, floor 3', second: '' },
  ]

  const [, text = ''] = formatSample(columns).split('utf-8,')

  expect(decodeURIComponent(text)).toBe('\u{FEFF}Name,Place\r\n"Yun ""Lan""","House, floor 3"\r\nShi,\r\n')
})
