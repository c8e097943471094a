import { mostPaperBytes, paperMediaTypes } from '@loggia/protocol/console/papers/kinds'

type ReadFile = { readonly name: string; readonly mediaType: string; readonly content: string }
type FileFault = 'tooLarge' | 'wrongType' | 'unreadable'

/** What is wrong with a chosen file, as far as the browser can tell; the server judges its content. */
export function findFileFault({ size, type }: Pick<File, 'size' | 'type'>): FileFault | undefined {
  const types: readonly string[] = paperMediaTypes
  if (!types.includes(type)) return 'wrongType'
  return size > mostPaperBytes ? 'tooLarge' : undefined
}

/** A file in the form of the contract; rejects if it cannot be read. */
export const readFile = (file: File): Promise<ReadFile> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read'))
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve({ name: file.name, mediaType: file.type, content: url.slice(url.indexOf(',') + 1) })
    }
    reader.readAsDataURL(file)
  })

/** `1.4 MB`, `320 KB` */
export const formatBytes = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`
