import { describe, expect, test } from 'vitest'
import { formatBlobName, cleanName, formatDisposition, readHashInName } from './names.ts'

describe('the name of a file', () => {
  test.each([
    ['a report.pdf', 'a report.pdf'],
    ['验收单.PDF', '验收单.PDF'],
    ['C:\\Users\\me\\report.pdf', 'report.pdf'],
    ['../../etc/report.pdf', 'report.pdf'],
    ['..hidden.pdf ', 'hidden.pdf'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['a"b<c>.pdf', 'a_b_c_.pdf'],
    ['report\u202Efdp.exe', 'reportfdp.exe.pdf'],
    ['report.html', 'report.html.pdf'],
    ['report', 'report.pdf'],
    ['a\u3164\u2800b\uFE0F.pdf', 'ab.pdf'],
  ])('%j becomes %j', (given, name) => {
    expect(cleanName(given, 'application/pdf')).toBe(name)
  })

  test.each(['', '   ', '...', 'a/', '\u200B', '\u3164', '\u2800 \uFFA0', '\uFFFF', 'x'.repeat(121)])(
    '%j is none',
    (given) => {
      expect(() => cleanName(given, 'application/pdf')).toThrow(
        expect.objectContaining({ code: 'file.name_invalid' }),
      )
    },
  )

  test('is written for a browser in both forms where one does not do, and cannot leave its quotes', () => {
    expect(formatDisposition('report.pdf')).toBe('attachment; filename="report.pdf"')
    expect(formatDisposition('a "b".pdf')).toBe(
      `attachment; filename="a _b_.pdf"; filename*=UTF-8''a%20%22b%22.pdf`,
    )
    expect(formatDisposition("验收'单.pdf")).toBe(
      `attachment; filename="__'_.pdf"; filename*=UTF-8''%E9%AA%8C%E6%94%B6%27%E5%8D%95.pdf`,
    )
  })
})

describe('the name of stored bytes', () => {
  const id = `fil_${'0'.repeat(26)}`
  const hash = 'ab'.repeat(32)

  test('holds the id, the part and the hash', () => {
    const name = formatBlobName({ id, hash, ending: 'bin' })
    const part = formatBlobName({ id, hash, part: 240, ending: 'webp' })

    expect([name, part]).toEqual([
      `${'0'.repeat(26)}-abababababababab.bin`,
      `${'0'.repeat(26)}-240-abababababababab.webp`,
    ])
    expect([name, part].map(readHashInName)).toEqual(['abababababababab', 'abababababababab'])
  })

  test.each([
    '',
    '../etc/passwd',
    `${'0'.repeat(26)}-abababababababab`,
    `x/${'0'.repeat(26)}-abababababababab.bin`,
  ])('%j is none', (name) => {
    expect(readHashInName(name)).toBeUndefined()
  })
})
