import { describe, expect, test } from 'vitest'
import { applyOperations, readOperations } from './patch.ts'
import type { JsonObject } from './json.ts'
import { enterpriseUrn, groupAttributes, userAttributes, userUrn } from './schemas.ts'

const person: JsonObject = {
  username: 'lin',
  displayname: 'Lin',
  name: { formatted: 'Lin' },
  active: true,
  emails: [{ value: 'lin@example.com', type: 'work', primary: true }],
  [enterpriseUrn.toLowerCase()]: { department: 'RD' },
}
const patch = (operations: unknown, of: JsonObject = person) =>
  applyOperations(of, readOperations({ Operations: operations }, userAttributes), userAttributes)
const { emails: _, ...without } = person
const extension = enterpriseUrn.toLowerCase()

describe('an operation', () => {
  test.each([
    // As Entra writes them.
    [[{ op: 'Replace', path: 'active', value: 'False' }], { active: 'False' }],
    [
      [{ op: 'replace', value: { active: false, displayName: 'New' } }],
      { active: false, displayname: 'New' },
    ],
    [
      [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' }],
      { emails: [{ value: 'new@example.com', type: 'work', primary: true }] },
    ],
    [
      [{ op: 'Add', path: `${enterpriseUrn}:employeeNumber`, value: 'E1' }],
      { [extension]: { department: 'RD', employeenumber: 'E1' } },
    ],
    [
      [{ op: 'Add', value: { [`${enterpriseUrn}:department`]: 'Sales' } }],
      { [extension]: { department: 'Sales' } },
    ],
    [
      [{ op: 'Add', value: { [enterpriseUrn]: { employeeNumber: 'E1' } } }],
      { [extension]: { department: 'RD', employeenumber: 'E1' } },
    ],
    [
      [{ op: 'Replace', path: 'name.familyName', value: 'Zhao' }],
      { name: { formatted: 'Lin', familyname: 'Zhao' } },
    ],
    [
      [{ op: 'Add', path: 'name', value: { givenName: 'A' } }],
      { name: { formatted: 'Lin', givenname: 'A' } },
    ],
    [[{ op: 'Replace', path: 'name', value: { givenName: 'A' } }], { name: { givenname: 'A' } }],
    [[{ op: 'Remove', path: 'displayName' }], { displayname: null }],
    [[{ op: 'remove', path: 'emails[type eq "work"]' }], { emails: [] }],
    [[{ op: 'remove', path: 'emails[type eq "home"]' }], {}],
    [
      [{ op: 'remove', path: 'emails[type eq "work"].value' }],
      { emails: [{ value: null, type: 'work', primary: true }] },
    ],
    [[{ op: 'remove', path: 'emails', value: [{ value: 'lin@example.com' }] }], { emails: [] }],
    [
      [{ op: 'add', path: 'emails', value: [{ value: 'b@example.com', type: 'work' }] }],
      { emails: [{ value: 'b@example.com', type: 'work' }] },
    ],
    [
      [{ op: 'add', path: 'emails', value: { value: 'h@example.com', type: 'home', primary: true } }],
      {
        emails: [
          { value: 'lin@example.com', type: 'work', primary: false },
          { value: 'h@example.com', type: 'home', primary: true },
        ],
      },
    ],
    [
      [{ op: 'replace', path: 'emails.value', value: 'c@example.com' }],
      { emails: [{ value: 'c@example.com', type: 'work', primary: true }] },
    ],
    [[{ op: 'replace', path: `${userUrn}:displayName`, value: 'X' }], { displayname: 'X' }],
    [
      [
        { op: 'add', path: 'title', value: 'A' },
        { op: 'replace', path: 'title', value: 'B' },
      ],
      { title: 'B' },
    ],
    [[{ op: 'remove', path: enterpriseUrn }], { [extension]: null }],
    // Attributes that are not kept, and what a client says of itself.
    [
      [{ op: 'add', value: { id: 'x', schemas: [], preferredLanguage: 'zh-CN' } }],
      { preferredlanguage: 'zh-CN' },
    ],
  ])('%j changes %j', (operations, changes) => {
    expect(patch(operations)).toEqual({ ...person, ...changes })
  })

  test('on a value that is not there yet adds one that meets the filter', () => {
    const path = 'emails[type eq "work" and primary eq true].value'

    expect(patch([{ op: 'Add', path, value: 'a@example.com' }], without)).toEqual({
      ...without,
      emails: [{ type: 'work', primary: true, value: 'a@example.com' }],
    })
    expect(
      patch([{ op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '1' }], without),
    ).toEqual({
      ...without,
      phonenumbers: [{ type: 'mobile', value: '1' }],
    })
  })

  test.each([
    [undefined, 'invalidSyntax'],
    [[], 'invalidSyntax'],
    ['x', 'invalidSyntax'],
    [[1], 'invalidSyntax'],
    [[{ path: 'title', value: 'x' }], 'invalidSyntax'],
    [[{ op: 'move', path: 'title', value: 'x' }], 'invalidSyntax'],
    [[{ op: 'add', value: 'x' }], 'invalidValue'],
    [[{ op: 'remove' }], 'noTarget'],
    [[{ op: 'add', path: 'shoeSize', value: 43 }], 'invalidPath'],
    [[{ op: 'add', value: { shoeSize: 43 } }], 'invalidPath'],
    [[{ op: 'add', path: 'urn:example:User:shoeSize', value: 43 }], 'invalidPath'],
    [[{ op: 'add', path: `${enterpriseUrn}:title`, value: 'x' }], 'invalidPath'],
    [[{ op: 'add', path: 'emails[', value: 'x' }], 'invalidPath'],
    [[{ op: 'add', path: 'emails[type]', value: 'x' }], 'invalidFilter'],
    [Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'title' })), 'tooMany'],
  ])('%j is refused: %s', (operations, scimType) => {
    expect(() => patch(operations)).toThrow(expect.objectContaining({ scimType }))
  })
})

test('operations on the members of a group name people one by one, all, or none', () => {
  const read = (one: object) => readOperations({ Operations: [one] }, groupAttributes)

  expect(read({ op: 'Remove', path: 'members[value eq "per_1"]' })).toEqual([
    {
      op: 'remove',
      path: { attribute: 'members', filter: { kind: 'compare', attribute: 'value', by: 'eq', to: 'per_1' } },
      value: undefined,
    },
  ])
  expect(read({ op: 'Add', path: 'members', value: [{ $ref: null, value: 'per_1' }] })).toMatchObject([
    { op: 'add', path: { attribute: 'members' }, value: [{ value: 'per_1' }] },
  ])
})
