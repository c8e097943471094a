/** Text as the content of an XML element, or of an attribute in double quotes. What no XML may hold is replaced. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // Whoever reads XML makes a line feed of it, and a signature over it would be wrong.
    .replaceAll('\r', '&#13;')

/** An element; its content is XML already. */
export function formatElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...content: readonly string[]
): string {
  const pairs = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapeXml(value)}"`,
  )
  return `<${name}${pairs.join('')}>${content.join('')}</${name}>`
}
