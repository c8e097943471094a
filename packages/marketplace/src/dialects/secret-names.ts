/** Members and parameters whose values are never shown, in any protocol. */
export const secretNames: ReadonlySet<string> = new Set([
  'password',
  'userName',
  'mobilePhone',
  'email',
  'saasExtendParams',
  'license',
  'clientSecret',
  'deviceFingerprint',
])
