/** The kinds of values for a parameter: one line of text, an address, a whole number, or one of the listed values. */
export type BuyerValueKind =
  /** At most `maxLength` characters, counted in UTF-16 units. */
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'email' | 'domain' | 'ip' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly options: readonly { readonly value: string }[] }
/** The rules that a value is checked against. */
export type AskedValue = BuyerValueKind & { readonly required: boolean }

/** Why a value is refused, with the limits it must meet. */
export type BuyerValueFault =
  | { readonly code: 'missing' | 'not_one_line' | 'not_email' | 'not_domain' | 'not_ip' | 'not_offered' }
  | { readonly code: 'too_long'; readonly max: number; readonly got: number }
  | { readonly code: 'not_whole'; readonly min: number; readonly max: number }
/** The value to send; undefined if an optional parameter was left empty. */
export type BuyerValue =
  | { readonly ok: true; readonly value: string | undefined }
  | { readonly ok: false; readonly fault: BuyerValueFault }

/** Names of parameters on the wire: a letter, then at most 39 letters, digits, `_`, `.` or `-`; JSON escapes none. */
export const parameterNamePattern = /^[A-Za-z][\w.-]{0,39}$/
/** As Base64, this many bytes fit into the 2048 characters of `saasExtendParams` (saas-v1 §6.1). */
export const parameterRoomBytes = 1536

/** Lengths of the longest email address and domain name, in bytes (RFC 5321 §4.5.3.1, RFC 1035 §2.3.4). */
const mostAddressBytes = 254
const mostDomainBytes = 253
const mostIpBytes = 45
/** A UTF-16 unit takes at most three bytes in UTF-8: a character of four bytes is two units. */
const mostBytesOfUnit = 3

// A label may use any script, as people write names, with at most the 63 characters that DNS allows.
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`
const domainPattern = new RegExp(String.raw`^(?:${label}\.)+(?!\d+$)${label}$`, 'u')
const localPattern = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const asciiPattern = /^[\x21-\x7e]+$/
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`
const ipv4Pattern = new RegExp(String.raw`^${octet}(?:\.${octet}){3}$`)
const oneLinePattern = /^[^\p{Cc}\u2028\u2029]*$/u

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const isDomain = (text: string): boolean => bytesOf(text) <= mostDomainBytes && domainPattern.test(text)
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  const fits = at > 0 && at <= 64 && text.length <= mostAddressBytes && asciiPattern.test(text)
  return fits && localPattern.test(local) && isDomain(domain)
}
const isIp = (text: string): boolean =>
  ipv4Pattern.test(text) || (/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) && URL.canParse(`http://[${text}]`))

const takeValue = (value: string | undefined): BuyerValue => ({ ok: true, value })
const refuseValue = (fault: BuyerValueFault): BuyerValue => ({ ok: false, fault })

/** Checks a typed value and returns it as it is sent, without surrounding white space, or why it is refused. */
export function readBuyerValue(asked: AskedValue, typed: string): BuyerValue {
  const value = typed.trim()
  if (value === '') return asked.required ? refuseValue({ code: 'missing' }) : takeValue(undefined)
  if (!value.isWellFormed() || !oneLinePattern.test(value)) return refuseValue({ code: 'not_one_line' })
  switch (asked.kind) {
    case 'text': {
      const { maxLength: max } = asked
      return value.length <= max
        ? takeValue(value)
        : refuseValue({ code: 'too_long', max, got: value.length })
    }
    case 'email':
      return isEmail(value) ? takeValue(value) : refuseValue({ code: 'not_email' })
    case 'domain':
      return isDomain(value) ? takeValue(value) : refuseValue({ code: 'not_domain' })
    case 'ip':
      return isIp(value) ? takeValue(value) : refuseValue({ code: 'not_ip' })
    case 'number':
      return readWhole(asked, value)
    case 'choice':
      return asked.options.some((option) => option.value === value)
        ? takeValue(value)
        : refuseValue({ code: 'not_offered' })
  }
}

function readWhole({ min, max }: { readonly min: number; readonly max: number }, text: string): BuyerValue {
  // Without a plus sign and leading zeros, so that a number has one form. Longer numbers are out of every range.
  const number = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return number >= min && number <= max
    ? takeValue(String(number + 0))
    : refuseValue({ code: 'not_whole', min, max })
}

/**
 * The most bytes that the parameters can take as the JSON list for the seller, in UTF-8: `[{"name":…,"value":…},…]`,
 * whatever the buyer enters.
 */
export function computeMaxParameterBytes(
  parameters: readonly (BuyerValueKind & { readonly name: string })[],
): number {
  if (parameters.length === 0) return 0
  const frame = bytesOf('{"name":"","value":""}')
  const bytes = parameters.map((one) => frame + bytesOf(one.name) + mostValueBytes(one))
  return bytes.reduce((sum, one) => sum + one + 1, 1)
}

function mostValueBytes(asked: BuyerValueKind): number {
  switch (asked.kind) {
    case 'text':
      // Escaped quotation marks and backslashes take two bytes, less than the three assumed for a unit.
      return asked.maxLength * mostBytesOfUnit
    case 'email':
      return mostAddressBytes
    case 'domain':
      return mostDomainBytes
    case 'ip':
      return mostIpBytes
    case 'number':
      return Math.max(String(asked.min).length, String(asked.max).length)
    case 'choice':
      return Math.max(0, ...asked.options.map(({ value }) => bytesOf(JSON.stringify(value)) - 2))
  }
}
