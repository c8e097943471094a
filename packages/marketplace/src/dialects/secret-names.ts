/** Members and parameters whose values nobody is shown, in whichever protocol they come. */
export const secretNames: ReadonlySet<string> = new Set([
  'password',
  'userName',
  'mobilePhone',
  'email',
  'saasExtendParams',
  'license',
  'clientSecret',
])
