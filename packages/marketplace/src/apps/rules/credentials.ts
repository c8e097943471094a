import { createPublicKey } from 'node:crypto'
import { leastKeyBits, personalData } from '@loggia/protocol/console/apps/kinds'
import { appProblems } from '../problems.ts'
import type { AppCredential, CredentialForm, PersonalData, SyncedPerson } from '../schema.ts'

/** R267: the form as it is stored. Throws what is wrong with it. */
export function requireForm(form: CredentialForm): CredentialForm {
  const { method, callbackUrl, askedData } = form
  if (method !== 'sdk' && callbackUrl === undefined) throw appProblems.callback_missing()
  return {
    ...form,
    callbackUrl: callbackUrl === undefined ? undefined : requireUrl(callbackUrl),
    loginUrl: requireUrl(form.loginUrl),
    publicKey: requirePublicKey(form.publicKey),
    askedData: personalData.filter((one) => askedData.includes(one)),
  }
}

/** Browsers are sent there. A seller may try things out on its own machine. */
function requireUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname)
  if (!url || (url.protocol !== 'https:' && !isLocal)) throw appProblems.url_malformed()
  if (url.username !== '' || url.password !== '' || text.includes('#')) throw appProblems.url_malformed()
  return url.href
}

/** The SubjectPublicKeyInfo in base64, of PEM or of the base64 text alone. */
export function requirePublicKey(text: string): string {
  const body = text.replace(/-----(BEGIN|END) PUBLIC KEY-----|\s/g, '')
  const key = readKey(body)
  const bits = key?.asymmetricKeyDetails?.modulusLength
  if (key?.asymmetricKeyType !== 'rsa' || bits === undefined) throw appProblems.public_key_malformed()
  if (bits < leastKeyBits) throw appProblems.public_key_short({ got: bits, min: leastKeyBits })
  return key.export({ format: 'der', type: 'spki' }).toString('base64')
}

function readKey(body: string): ReturnType<typeof createPublicKey> | undefined {
  try {
    return createPublicKey({ key: Buffer.from(body, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** What connected apps have a copy of. */
const copied = ['loginUrl', 'publicKey', 'oaep'] as const

/** The credential after a change, and which members of the form are other than before. Throws `app.several_for_good`. */
export function decideChange(
  credential: AppCredential,
  form: CredentialForm,
): { readonly next: AppCredential; readonly changed: readonly (keyof CredentialForm)[] } {
  if (credential.severalInstances && !form.severalInstances) throw appProblems.several_for_good()
  const names = Object.keys(form) as (keyof CredentialForm)[]
  const changed = names.filter((name) => String(form[name]) !== String(credential[name]))
  const isCopied = copied.some((name) => changed.includes(name))
  return { next: { ...credential, ...form, version: credential.version + (isCopied ? 1 : 0) }, changed }
}

/** Letters and digits that are not mistaken for others, as sellers type them into their programs. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export const appIdLength = 16

/** A published app id. 32 letters and digits divide a byte without a rest. */
export const createAppId = (random: Uint8Array): string =>
  [...random.subarray(0, appIdLength)].map((byte) => alphabet[byte % alphabet.length]).join('')

/** The data that is passed on: what the buyer shares of what the seller asks for. */
export const listPassed = (
  shared: readonly PersonalData[],
  asked: readonly PersonalData[],
): readonly PersonalData[] => personalData.filter((one) => shared.includes(one) && asked.includes(one))

/** Throws `app.data_not_asked`. */
export function requireAsked(shared: readonly PersonalData[], asked: readonly PersonalData[]): void {
  const more = shared.find((one) => !asked.includes(one))
  if (more !== undefined) throw appProblems.data_not_asked({ name: more })
}

/** The enterprise of test accounts: one department with one person (joint-kit §9). */
export const testNames = { enterprise: '测试企业', department: { code: '10000', name: '测试部门' } } as const

/** The person of a test account. */
export const testUserName = 'test01'

const samples: Required<Pick<SyncedPerson, PersonalData>> = {
  mobile: '13800138000',
  email: 'test@example.com',
  position: '测试工程师',
  employeeCode: 'T0001',
  employeeType: 1,
  workPlace: '测试地点',
  entryDate: '2026-01-01',
}

/** R270: the person of a test account, with a sample of everything that the seller asks for. */
export const createTestPerson = (asked: readonly PersonalData[]): SyncedPerson => ({
  userName: testUserName,
  name: '测试用户',
  departmentCode: testNames.department.code,
  role: 'admin',
  enabled: true,
  ...(Object.fromEntries(asked.map((one) => [one, samples[one]])) as Partial<SyncedPerson>),
})
