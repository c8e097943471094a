import { createHash, createHmac } from 'node:crypto'

export type S3Credentials = { readonly accessKey: string; readonly secretKey: string }
/** A request as it is signed; `headers` in lower case, all of which are signed. */
export type UnsignedRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** The hash of the body, in hexadecimal digits. */
  readonly bodyHash: string
}
export type SigningScope = S3Credentials & {
  readonly region: string
  readonly service: string
  /** `20260101T120000Z`. */
  readonly time: string
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
export const sha256Hex = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/** `encodeURIComponent` leaves five characters alone that the scheme wants encoded. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** The value of `authorization` by AWS Signature Version 4, the header form with the body's hash. */
export function signV4({ method, url, headers, bodyHash }: UnsignedRequest, scope: SigningScope): string {
  const { accessKey, secretKey, region, service, time } = scope
  const names = Object.keys(headers).sort()
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')
  const canonical = [
    method,
    url.pathname,
    query,
    ...names.map((name) => `${name}:${headers[name]?.trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n')
  const day = time.slice(0, 8)
  const place = [day, region, service, 'aws4_request'].join('/')
  const toSign = ['AWS4-HMAC-SHA256', time, place, sha256Hex(canonical)].join('\n')
  const key = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secretKey}`, day))
  const signature = hmac(key, toSign).toString('hex')
  return `AWS4-HMAC-SHA256 Credential=${accessKey}/${place}, SignedHeaders=${names.join(';')}, Signature=${signature}`
}
