import { omitUndefined } from '@loggia/kernel'
import type { SignOnPerson } from '../../sign-on/index.ts'

/**
 * What an app is told of somebody who signs on (oauth.md §6), and the same in the names of OpenID Connect. Its own
 * documents call one thing by several names; all of them are there.
 */
export const toClaims = (of: SignOnPerson) =>
  omitUndefined({
    sub: of.userId,
    id: of.userId,
    userId: of.userId,
    userName: of.userName,
    preferred_username: of.userName,
    accName: of.userName,
    loginName: of.userName,
    name: of.name,
    email: of.email,
    mobile: of.mobile,
    phone_number: of.mobile,
    role: of.role,
    organizationName: of.departmentName,
    organizationCode: of.departmentCode,
    projectName: of.company,
    tenant: of.tenantId,
  })
export type Claims = ReturnType<typeof toClaims>

/** The same for apps that sign on by CAS or SAML, each by one name (oauth.md §11). */
export const toAttributes = (of: SignOnPerson) =>
  omitUndefined({
    name: of.name,
    userName: of.userName,
    tenant: of.tenantId,
    role: of.role,
    organizationCode: of.departmentCode,
    organizationName: of.departmentName,
    email: of.email,
    mobile: of.mobile,
  })

const ofProfile = [
  'name',
  'preferred_username',
  'id',
  'userId',
  'userName',
  'accName',
  'loginName',
  'role',
  'organizationName',
  'organizationCode',
  'projectName',
  'tenant',
] as const satisfies readonly (keyof Claims)[]

/** Which claims a scope opens in an identity token. Userinfo has all of them whatever the scope (oauth.md §6). */
export const claimsOfScopes: Readonly<Record<string, readonly (keyof Claims)[]>> = {
  openid: ['sub', 'userName', 'tenant'],
  profile: ofProfile,
  email: ['email'],
  phone: ['phone_number', 'mobile'],
  get_user_info: [...ofProfile, 'email', 'mobile'],
}

/** The scope of a request that names none (oauth.md §3). */
export const defaultScope = 'get_user_info'
export const scopes = Object.keys(claimsOfScopes)
