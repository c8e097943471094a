/** A piece of a line: plain text, or text with a meaning. */
export type DocumentSpan =
  | string
  | { readonly code: string }
  | { readonly strong: readonly DocumentSpan[] }
  | { readonly emphasis: readonly DocumentSpan[] }
  | { readonly href: string; readonly of: readonly DocumentSpan[] }

export type DocumentLine = readonly DocumentSpan[]

/** A part of a document. It holds no HTML, so a page cannot show anything else than these parts. */
export type DocumentPart =
  /** `id` is unique in its document, and made from the words as on GitHub. */
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly id: string; readonly of: DocumentLine }
  | { readonly kind: 'paragraph'; readonly of: DocumentLine }
  /** `start` is the number of the first item; absent in a list without numbers. */
  | {
      readonly kind: 'list'
      readonly start?: number
      readonly items: readonly (readonly DocumentPart[])[]
    }
  /** `file` is the name under which the reader saves it. */
  | { readonly kind: 'code'; readonly text: string; readonly file?: string }
  | {
      readonly kind: 'table'
      readonly head: readonly DocumentLine[]
      readonly rows: readonly (readonly DocumentLine[])[]
    }
  /** Width and height are in pixels. */
  | {
      readonly kind: 'picture'
      readonly src: string
      readonly alt: string
      readonly width: number
      readonly height: number
    }

/** The groups of documents, in the order of the menu. */
export const documentGroups = ['start', 'sell', 'companies', 'protocols', 'reference', 'operate'] as const
export type DocumentGroup = (typeof documentGroups)[number]

/** A document in the menu. `language` is that of its text: some exist in English only. */
export type DocumentEntry = {
  readonly group: DocumentGroup
  readonly path: string
  readonly title: string
  readonly language: 'zh-CN' | 'en-US'
}

export type ShownDocument = DocumentEntry & {
  /** The first paragraph, without its marks. */
  readonly lead: string
  readonly blocks: readonly DocumentPart[]
}
