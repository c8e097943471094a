import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCell } from '../../http/csv.ts'
import { decodeCsv, parseCsv } from './parse.ts'

const read = (text: string) => parseCsv(text).map(({ line, cells }) => [line, ...cells])

describe('a file', () => {
  test.each([
    [
      'a,b\r\n1,2\r\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'a,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'a,b\r1,2\r',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'a;b\n1;2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'a\tb\n1,5\t2',
      [
        [1, 'a', 'b'],
        [2, '1,5', '2'],
      ],
    ],
    [
      'a,b\n,\n\n1,',
      [
        [1, 'a', 'b'],
        [4, '1', ''],
      ],
    ],
    [
      'a\n"x, ""y""\nz"\nb',
      [
        [1, 'a'],
        [2, 'x, "y"\nz'],
        [4, 'b'],
      ],
    ],
    [
      'a\n5" x 3"',
      [
        [1, 'a'],
        [2, '5" x 3"'],
      ],
    ],
    ['', []],
    ['\n\n', []],
  ])('%j has these rows', (text, rows) => {
    expect(read(text)).toEqual(rows)
  })

  test.each([
    ['a\n"x', 2],
    ['a,b\n1,"x"y\n', 2],
    ['a\nb\n"x""', 3],
  ])('%j cannot be divided, in line %i', (text, line) => {
    expect(() => parseCsv(text)).toThrow(
      expect.objectContaining({ code: 'directory.file_quotes', details: { line } }),
    )
  })

  const fill = (text: string): string => text.repeat(5_000_000 / text.length)
  test.each([
    ['an open quotation', `a\n"${fill('x"",')}`, 'directory.file_quotes'],
    ['rows', fill('a\n'), 'directory.file_rows_many'],
    ['blank rows', fill('\n'), 'directory.file_rows_many'],
    ['columns', fill(','), 'directory.file_rows_many'],
  ])('five million bytes of %s are refused at once', (_, text, code) => {
    expect(() => parseCsv(text)).toThrow(code)
  })

  test.each(["\n'", "'", ";'", ' ', "\t'=\t"])(
    'five million bytes of %j in a cell are read at once',
    (text) => {
      expect(parseCsv(`a\n"${fill(text)}"`)).toHaveLength(text.trim() === '' ? 1 : 2)
    },
  )

  test('what an export writes is read as it was, formulas too', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('=+-@＝ \t\n;,"\'a1林')), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (cells) => {
        fc.pre(cells.some((cell) => cell.trim() !== ''))
        // A text that begins like the mark of a formula cannot be told from one.
        fc.pre(cells.every((cell) => !/(^|[;\t\r\n])'(?=[\s"']*[=+\-@＝])|^'(?=[\t\r])/.test(cell)))
        const line = cells.map(formatCell).join(',')

        expect(parseCsv(`h,h,h,h,h\r\n${line}\r\n`)[1]?.cells).toEqual(cells)
      }),
    )
  })
})

test.each([
  ['UTF-8', Buffer.from('姓名')],
  ['UTF-8 with a mark', Buffer.from('\uFEFF姓名')],
  ['UTF-16', Buffer.from('\uFEFF姓名', 'utf16le')],
  ['GB 18030', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb])],
])('a file in %s is read', (_, bytes) => {
  expect(decodeCsv(bytes)).toBe('姓名')
})

test('what is in no encoding is refused', () => {
  expect(() => decodeCsv(Buffer.from([0x41, 0xff]))).toThrow('directory.file_unreadable')
})
