import type { Problem } from '@loggia/kernel'
import { personDataSchema, userNameSchema } from '@loggia/protocol/console'
import { directoryProblems as problems } from '../problems.ts'
import type { PersonData } from '../schema.ts'

/** What is wrong with a member of a person's data. */
export type DataFault = { readonly member: string; readonly problem: Problem }

type Checked = keyof typeof personDataSchema.shape
const refusals: Readonly<Record<Checked, () => Problem>> = {
  name: () => problems.name_unfit({ most: 64 }),
  position: () => problems.position_unfit(),
  employeeCode: () => problems.employee_code_unfit(),
  employeeType: () => problems.employee_type_unfit(),
  mobile: () => problems.mobile_unfit(),
  email: () => problems.email_unfit(),
  workPlace: () => problems.work_place_unfit(),
  entryDate: () => problems.entry_date_unfit(),
}
export const checkedMembers = Object.keys(refusals) as readonly Checked[]

/** Data that came from elsewhere than a form, by the rules of the form. */
export function readPersonData(raw: Readonly<Record<string, unknown>>): {
  readonly data?: PersonData
  readonly faults: readonly DataFault[]
} {
  const read = personDataSchema.safeParse(raw)
  if (read.success) return { data: read.data as PersonData, faults: [] }
  const members = new Set(read.error.issues.map(({ path: [member] }) => member as Checked))
  return { faults: [...members].map((member) => ({ member, problem: refusals[member]() })) }
}

/** Undefined unless the text can be a user name. */
export const readUserName = (text: string): string | undefined => userNameSchema.safeParse(text).data
