/** Reads a typed whole number with its sign (`+20`, `−5`, `１０`); undefined for zero and for anything else. */
export function parseSigned(typed: string): number | undefined {
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '').replace(/^[−–]/, '-')
  if (!/^[+-]?\d{1,9}$/.test(text)) return undefined
  const value = Number(text)
  return value === 0 ? undefined : value
}
