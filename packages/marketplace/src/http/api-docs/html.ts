const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
export const formatCode = (text: string): string => `<code>${escape(text)}</code>`
/** A block of text that scrolls sideways, also by keyboard. */
export const formatBlock = (text: string): string => `<pre tabindex="0">${escape(text)}</pre>`

/** Cells are HTML. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = head.map((one) => `<th scope="col">${escape(one)}</th>`).join('')
  const lines = rows.map((row) => `<tr>${row.map((one) => `<td>${one}</td>`).join('')}</tr>`).join('')
  return `<div class="scroll" tabindex="0"><table><thead><tr>${cells}</tr></thead><tbody>${lines}</tbody></table></div>`
}
