import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ScimError } from './error.ts'
import { parseFilter } from './filter.ts'
import type { ScimFilter } from './filter.ts'

const eq = (attribute: string, to: string | number | boolean | null): ScimFilter => ({
  kind: 'compare',
  attribute,
  by: 'eq',
  to,
})

describe('a filter', () => {
  // RFC 7644 §3.4.2.2, figure 2, and what Entra and Okta send.
  test.each<[string, ScimFilter]>([
    ['userName Eq "john"', eq('username', 'john')],
    [
      'name.familyName co "O\'Malley"',
      { kind: 'compare', attribute: 'name.familyname', by: 'co', to: "O'Malley" },
    ],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
      {
        kind: 'compare',
        attribute: 'urn:ietf:params:scim:schemas:core:2.0:user:username',
        by: 'sw',
        to: 'J',
      },
    ],
    ['title pr', { kind: 'has', attribute: 'title' }],
    [
      'meta.lastModified gt "2011-05-13T04:42:34Z"',
      { kind: 'compare', attribute: 'meta.lastmodified', by: 'gt', to: '2011-05-13T04:42:34Z' },
    ],
    [
      'title pr and userType eq "Employee"',
      { kind: 'and', of: [{ kind: 'has', attribute: 'title' }, eq('usertype', 'Employee')] },
    ],
    [
      'userType eq "E" and (emails co "example.com" or emails.value co "example.org")',
      {
        kind: 'and',
        of: [
          eq('usertype', 'E'),
          {
            kind: 'or',
            of: [
              { kind: 'compare', attribute: 'emails', by: 'co', to: 'example.com' },
              { kind: 'compare', attribute: 'emails.value', by: 'co', to: 'example.org' },
            ],
          },
        ],
      },
    ],
    [
      'a eq 1 or b eq 2 and c eq 3',
      { kind: 'or', of: [eq('a', 1), { kind: 'and', of: [eq('b', 2), eq('c', 3)] }] },
    ],
    ['not (a eq 1) and b eq null', { kind: 'and', of: [{ kind: 'not', of: eq('a', 1) }, eq('b', null)] }],
    [
      'emails[type eq "work" and value co "@example.com"]',
      {
        kind: 'some',
        attribute: 'emails',
        of: {
          kind: 'and',
          of: [eq('type', 'work'), { kind: 'compare', attribute: 'value', by: 'co', to: '@example.com' }],
        },
      },
    ],
    ['active eq true', eq('active', true)],
    ['active eq False', eq('active', false)],
    ['externalId eq "it\\"s (a) [b]"', eq('externalid', 'it"s (a) [b]')],
    ['displayName eq "and"', eq('displayname', 'and')],
    ['  userName   eq   "林"  ', eq('username', '林')],
  ])('%s is read', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter)
  })

  test.each([
    '',
    'userName',
    'userName eq',
    'userName is "a"',
    'userName eq a',
    'userName eq "a',
    'userName eq "a" and',
    'userName eq "a" userName eq "b"',
    '(userName eq "a"',
    'userName eq "a")',
    'emails[type eq "work"',
    'not userName eq "a"',
    '"userName" eq "a"',
    'userName eq {"a":1}',
    `userName eq "${'a'.repeat(2000)}"`,
    Array.from({ length: 51 }, () => 'a eq 1').join(' or '),
    '('.repeat(1500),
  ])('%j is refused', (text) => {
    expect(() => parseFilter(text)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidFilter' }),
    )
  })

  test('no text is read in any other way than as a filter or a refusal', () => {
    const piece = fc.constantFrom(
      'a',
      'eq',
      '"x"',
      'and',
      'or',
      'not',
      '(',
      ')',
      '[',
      ']',
      'pr',
      ' ',
      '1',
      'true',
      '"',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          expect(parseFilter(pieces.join(' '))).toHaveProperty('kind')
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError)
        }
      }),
    )
  })
})
