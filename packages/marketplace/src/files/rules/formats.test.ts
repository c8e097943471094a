import { expect, test } from 'vitest'
import { requireType } from './formats.ts'
import type { MediaType } from './formats.ts'

const all: MediaType[] = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/csv',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
const zip = Buffer.from('PK\u0003\u0004…')
const sheet = Buffer.from('PK\u0003\u0004…xl/workbook.xml…')
const pdf = Buffer.from('%PDF-1.7\n…\n%%EOF\n')
const text = Buffer.from('名称,数量\r\n席位,3\r\n')

test.each<[string, Uint8Array]>([
  ['application/pdf', pdf],
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['text/plain', text],
  ['text/csv', text],
  ['application/zip', zip],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', sheet],
])('%s is taken for what it is', (declared, content) => {
  expect(requireType(declared, content, all)).toBe(declared)
})

test.each([15, 1019, 1020, 1023, 1024, 1025])('the end of a PDF of %d bytes is found', (bytes) => {
  const content = Buffer.from(`${'%PDF-1.7\n'.padEnd(bytes - 5, '.')}%%EOF`)

  expect(content).toHaveLength(bytes)
  expect(requireType('application/pdf', content, all)).toBe('application/pdf')
})

test.each<[string, Uint8Array]>([
  ['application/pdf', Buffer.from('<html>%PDF-1.7 %%EOF')],
  ['application/pdf', Buffer.from('%PDF-1.7 and no end')],
  ['image/png', jpeg],
  ['image/jpeg', png],
  ['text/plain', png],
  ['text/csv', Buffer.from([0xff, 0xfe, 0x41, 0])],
  ['application/zip', pdf],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip],
])('what is declared to be %s and is something else is refused', (declared, content) => {
  expect(() => requireType(declared, content, all)).toThrow(
    expect.objectContaining({ code: 'file.type_differs' }),
  )
})

test.each(['text/html', 'image/svg+xml', 'application/javascript', 'constructor', ''])(
  '%j is never taken',
  (declared) => {
    expect(() => requireType(declared, text, all)).toThrow(
      expect.objectContaining({ code: 'file.type_unsupported' }),
    )
  },
)

test('a kind takes its own types only', () => {
  expect(() => requireType('image/png', png, ['application/pdf'])).toThrow(
    expect.objectContaining({
      code: 'file.type_unsupported',
      details: { got: 'image/png', allowed: 'application/pdf' },
    }),
  )
})
