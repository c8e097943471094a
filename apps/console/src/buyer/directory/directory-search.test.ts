import { expect, test } from 'vitest'
import { readCompanySearch, toPeopleFilter } from './directory-search.ts'

const departmentId = `dpt_${'0'.repeat(26)}`

test.each([
  [{}, {}],
  [{ below: 'no' }, {}],
  [{ department: departmentId }, { departmentId, below: 'true' }],
  [
    { department: departmentId, below: 'no' },
    { departmentId, below: 'false' },
  ],
  [
    { q: '林', state: 'left', department: departmentId },
    { q: '林', state: 'left', departmentId, below: 'true' },
  ],
])('an address with %j asks for the people of %j', (search, filter) => {
  expect(toPeopleFilter(readCompanySearch(search))).toEqual(filter)
})
