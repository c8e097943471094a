const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 12
export const recoveryCodeCount = 10

/** `abcd-efgh-jkmn`: 60 random bits, without letters that look like digits. */
function createRecoveryCode(randomBytes: (length: number) => Uint8Array): string {
  const letters = [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

export const createRecoveryCodes = (randomBytes: (length: number) => Uint8Array): string[] =>
  Array.from({ length: recoveryCodeCount }, () => createRecoveryCode(randomBytes))

/** A code as people copy it from paper: in any case, with other separators, and with letters for similar digits. */
export const normaliseRecoveryCode = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
