/** The kinds of things that have an id; the prefix is part of the type. */
export type IdPrefix =
  | 'sel'
  | 'byr'
  | 'mbr'
  | 'opr'
  | 'ses'
  | 'prd'
  | 'spc'
  | 'sku'
  | 'pri'
  | 'lac'
  | 'pst'
  | 'ord'
  | 'orl'
  | 'pay'
  | 'sub'
  | 'adr'
  | 'chn'
  | 'key'
  | 'cal'
  | 'dlv'
  | 'ins'
  | 'rfd'
  | 'msg'
  | 'nod'
  | 'sap'
  | 'apl'
  | 'bch'
  | 'med'
  | 'fil'
  | 'oap'
  | 'trm'
  | 'quo'
  | 'oak'
  | 'dbc'
  | 'mal'
  | 'lnk'
  | 'prr'
  | 'tur'
  | 'pky'
  | 'sus'
  | 'rol'
  | 'mrc'
  | 'spv'
  | 'ape'
  | 'rrq'
  | 'lic'
  | 'lap'
  | 'tlc'
  | 'dlt'
  | 'ent'
  | 'dpt'
  | 'per'
  | 'pgr'
  | 'sct'
  | 'acr'
  | 'cap'
  | 'syb'
  | 'sgn'
  | 'syn'
  | 'idp'
  | 'fbk'
  | 'fbt'
  | 'tkt'
  | 'tke'
  | 'cct'
  | 'bgt'
  | 'prq'
  | 'flt'
  | 'nte'
  | 'hld'
/** `ord_01JD…`: prefix and 26 characters that sort by creation time. */
export type Id<P extends IdPrefix = IdPrefix> = `${P}_${string}`
export type Ids = { next<P extends IdPrefix>(prefix: P): Id<P> }

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

function base32(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest >>= 5n) text = alphabet[Number(rest & 31n)] + text
  return text
}

const toBigInt = (bytes: Uint8Array): bigint =>
  bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)

/**
 * Creates ids from 48 bits of real time and an 80-bit number with 79 random bits; within one millisecond the number
 * grows, so ids sort by creation.
 */
export function createIds(source: { nowMs(): number; randomBytes(length: number): Uint8Array }): Ids {
  let lastMs = -1
  let lastRandom = 0n
  return {
    next(prefix) {
      const nowMs = Math.max(source.nowMs(), lastMs)
      lastRandom = nowMs === lastMs ? lastRandom + 1n : toBigInt(source.randomBytes(10)) >> 1n
      lastMs = nowMs
      return `${prefix}_${base32(BigInt(nowMs), 10)}${base32(lastRandom, 16)}`
    },
  }
}

/** Whether a text has the form of an id with this prefix. */
export function isId<P extends IdPrefix>(text: string, prefix: P): text is Id<P> {
  return text.startsWith(`${prefix}_`) && /^[0-9a-hjkmnp-tv-z]{26}$/.test(text.slice(prefix.length + 1))
}

/** Checks a text that holds an id; throws unless it has the form of an id with this prefix. */
export function toId<P extends IdPrefix>(text: string | undefined, prefix: P): Id<P> {
  if (text === undefined || !isId(text, prefix)) throw new Error(`This is no id of ${prefix}: ${text}`)
  return text
}

/** A position in a list that is sorted by id. It is only compared and never looked up, so any text will do. */
export const toCursor = <P extends IdPrefix>(after: string, _prefix: P): Id<P> => after as Id<P>
