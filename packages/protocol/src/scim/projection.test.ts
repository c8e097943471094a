import { expect, test } from 'vitest'
import { isWanted, pickAttributes } from './projection.ts'
import { enterpriseUrn, userUrn } from './schemas.ts'

const resource = {
  schemas: [userUrn],
  id: 'per_1',
  userName: 'lin',
  emails: [{ value: 'a', type: 'work' }],
  [enterpriseUrn]: { department: 'RD', employeeNumber: 'E1' },
}
const { schemas, id } = resource

test.each([
  [{}, resource],
  [{ attributes: 'username' }, { schemas, id, userName: 'lin' }],
  [{ attributes: `${userUrn}:userName` }, { schemas, id, userName: 'lin' }],
  [{ attributes: 'emails.value , id' }, { schemas, id, emails: [{ value: 'a' }] }],
  [{ attributes: `${enterpriseUrn}:department` }, { schemas, id, [enterpriseUrn]: { department: 'RD' } }],
  [{ excludedAttributes: `emails,${enterpriseUrn}` }, { schemas, id, userName: 'lin' }],
  [
    { excludedAttributes: 'id,schemas,emails.type,userName' },
    { schemas, id, emails: [{ value: 'a' }], [enterpriseUrn]: resource[enterpriseUrn] },
  ],
  [{ attributes: 'nothing' }, { schemas, id }],
])('%j leaves %j', (projection, left) => {
  expect(pickAttributes(resource, projection)).toEqual(left)
})

test.each([
  [{}, true],
  [{ attributes: 'displayName' }, false],
  [{ attributes: 'displayName,members' }, true],
  [{ attributes: 'members.value' }, true],
  [{ excludedAttributes: 'Members' }, false],
])('members are wanted with %j: %s', (projection, wanted) => {
  expect(isWanted('members', projection)).toBe(wanted)
})
