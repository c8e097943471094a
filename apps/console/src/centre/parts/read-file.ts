import { mostFileBytes } from '@loggia/protocol/console/files/kinds'

type FileFault = 'tooLarge' | 'unreadable'
export type ReadFile = { readonly name: string; readonly mediaType: string; readonly content: string }

/** Systems name these types differently, some by the program that opens them. */
const typesByEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}
const getMediaType = ({ name, type }: File): string =>
  typesByEnding[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? type

/** A chosen file in the form of the contract, its bytes in Base64, or why it cannot be sent. */
export function readFile(file: File): Promise<ReadFile | FileFault> {
  if (file.size > mostFileBytes) return Promise.resolve('tooLarge')
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onerror = () => resolve('unreadable')
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve({ name: file.name, mediaType: getMediaType(file), content: url.slice(url.indexOf(',') + 1) })
    }
    reader.readAsDataURL(file)
  })
}
