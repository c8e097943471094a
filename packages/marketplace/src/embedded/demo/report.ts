const mediaType = 'application/pdf'

/** A file that stands for a report of a seller: a page that says that it belongs to the demo. */
export const makeReport = (name: string) => ({ name, mediaType, content: Buffer.from(writePage()) })

/** A PDF of one page (ISO 32000-1 §7.5). */
function writePage(): string {
  const text = 'BT /F1 20 Tf 72 760 Td (Report of the seller) Tj 0 -32 Td /F1 12 Tf (Loggia demo) Tj ET'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let page = '%PDF-1.7\n'
  const places = objects.map((object, i) => {
    const at = page.length
    page += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return `${page}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${page.length}\n%%EOF\n`
}
