import { omitUndefined } from '@loggia/kernel'

/** Somebody of a company, as an app is told of them. */
export type SignOnUser = {
  readonly id: string
  readonly userName: string
  readonly name: string
  readonly role: 'user' | 'admin'
  readonly tenantId: string
  readonly company: string
  readonly departmentCode: string
  readonly departmentName: string
  readonly email?: string | undefined
  readonly mobile?: string | undefined
}

/** The answer of userinfo (sign-on.md §4): one thing has several names. */
export const writeUser = (of: SignOnUser): Readonly<Record<string, string>> =>
  omitUndefined({
    sub: of.id,
    id: of.id,
    userId: of.id,
    userName: of.userName,
    preferred_username: of.userName,
    accName: of.userName,
    loginName: of.userName,
    name: of.name,
    role: of.role,
    organizationName: of.departmentName,
    organizationCode: of.departmentCode,
    projectName: of.company,
    tenant: of.tenantId,
    email: of.email,
    mobile: of.mobile,
    phone_number: of.mobile,
  })
