import type { ProductFeedbackQuery } from '@loggia/protocol/console'

type Asked = { readonly [K in keyof ProductFeedbackQuery]?: ProductFeedbackQuery[K] | undefined }

/** The same page with other reviews or questions of the product. */
export function formatFeedbackHref(path: string, asked: Asked, part: 'reviews' | 'questions'): string {
  const [pathname = '', search = ''] = path.split('?')
  // What else the address says, such as the chosen specification, stays as it is.
  const parameters = new URLSearchParams(search)
  for (const [name, value] of Object.entries(asked)) {
    if (value === undefined || (value === 1 && name !== 'stars')) parameters.delete(name)
    else parameters.set(name, String(value))
  }
  const query = parameters.toString()
  return `${pathname}${query && `?${query}`}#${part}`
}
