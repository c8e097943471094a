import { expect, test } from 'vitest'
import { parseMultipart } from './multipart.ts'

const read = (disposition: string) => {
  const body = `--b\r\nContent-Disposition: ${disposition}\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n`
  const parts = parseMultipart('multipart/form-data; boundary=b', Buffer.from(body))
  return parts && [...parts].map(([name, { fileName }]) => [name, fileName])
}

test.each([
  ['form-data; name="file"; filename="许可证 1.lic"', 'file', '许可证 1.lic'],
  // As .NET writes them.
  ["form-data; name=file; filename=x.lic; filename*=utf-8''x.lic", 'file', 'x.lic'],
  ['form-data; filename=x.lic; name=file', 'file', 'x.lic'],
  ['form-data;Name=file ', 'file', undefined],
  ['form-data; name="a; filename=b"', 'a; filename=b', undefined],
  ['form-data; name="file"; filename="a\\"b.lic"', 'file', 'a"b.lic'],
])('the names of a part: %s', (disposition, name, fileName) => {
  expect(read(disposition)).toEqual([[name, fileName]])
})

test.each([
  'form-data',
  'form-data; filename=x.lic',
  'form-data; name=""',
  'form-data; name=a b',
  'form-data; name=file; name=other',
  'form-data; name="file',
  'form-data; name=file; filename="a"b"',
  'attachment; name=file',
  `form-data; name=${'x'.repeat(101)}`,
])('no part is named by %s', (disposition) => {
  expect(read(disposition)).toBeUndefined()
})
