/** A tree with three levels below the top, and people spread over all departments. */
export type Size = { readonly departments: number; readonly people: number; readonly rounds: number }

export const full: Size = { departments: 10_000, people: 100_000, rounds: 200 }
export const small: Size = { departments: 200, people: 2_000, rounds: 5 }

/** What an administrator asks for; the path is below that of the company. */
export type Asked = { readonly name: string; path(nth: number): string }

/** `nth` department of the tree, as the seed makes them. */
export const formatDepartmentId = (nth: number): string => `dpt_${String(nth).padStart(26, '0')}`

const query = (text: string): string => `q=${encodeURIComponent(text)}`

/** Of a tree of so many departments: whose parent is every tenth before it. */
export const listAsked = ({ departments, people }: Size): readonly Asked[] => [
  { name: 'open the tree: its top', path: () => 'departments?limit=100' },
  {
    name: 'children of the top, with everybody below',
    path: () => `departments?limit=100&parentId=${formatDepartmentId(0)}`,
  },
  {
    name: 'children of any department',
    path: (nth) => `departments?limit=100&parentId=${formatDepartmentId((nth * 37) % (departments / 10))}`,
  },
  { name: 'departments by part of a name', path: (nth) => `departments?${query(`部门${nth * 13}`)}` },
  { name: 'the first page of people', path: () => 'people?limit=50' },
  {
    name: 'people of a department and below',
    path: (nth) => `people?limit=50&departmentId=${formatDepartmentId(1 + (nth % 9))}`,
  },
  {
    name: 'people by an exact user name',
    path: (nth) => `people?${query(`user${(nth * 7919) % people}@`)}`,
  },
  { name: 'people by a common part of a name', path: () => `people?${query('张')}` },
  { name: 'people by what nobody has', path: (nth) => `people?${query(`无此人${nth}`)}` },
  {
    name: 'people by part of a name, in a department',
    path: (nth) => `people?${query(`工号${nth}`)}&departmentId=${formatDepartmentId(1 + (nth % 9))}`,
  },
]
