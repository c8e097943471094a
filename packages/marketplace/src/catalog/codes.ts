const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The wire's `skuCode`, as a random UUID in lower case; `random` gives 16 bytes. */
export function createSkuCode(random: Uint8Array): string {
  const bytes = Uint8Array.from(random.subarray(0, 16))
  // RFC 9562 §5.4: version 4, variant 10.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * The wire's `productId`: `OFFI` and 18 digits. `random` gives 16 bytes, so that the modulo bias of the digits is
 * negligible.
 */
export const createPriceItemCode = (random: Uint8Array): string =>
  `OFFI${(BigInt(`0x${hex(random)}`) % 10n ** 18n).toString().padStart(18, '0')}`
