/** What a person is called, and what the seller knows of them; not their department, role and state (joint-kit §6.3). */
const personalNames: ReadonlySet<string> = new Set([
  'userName',
  'name',
  'position',
  'employeeCode',
  'employeeType',
  'mobile',
  'email',
  'workPlace',
  'entryDate',
])

/**
 * Members to hide in a call with this request. Companies and departments have names too, so only those of people are
 * meant. In a test (joint-kit §6) all of them are samples.
 */
export function listPersonalNames(requestBody: Uint8Array): ReadonlySet<string> {
  const request = parse(requestBody)
  if (request === undefined) return personalNames
  return 'userList' in request && request.testFlag !== 1 ? personalNames : new Set()
}

function parse(body: Uint8Array): { readonly testFlag?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
