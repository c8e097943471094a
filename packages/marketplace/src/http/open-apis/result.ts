import { omitUndefined } from '@loggia/kernel'
import type { OpenApiRoute } from '@loggia/protocol/open-apis'

/** A result of an API in its own shape; details follow the code's message. */
export function writeResult(
  { shape, resultCodes }: Pick<OpenApiRoute, 'shape' | 'resultCodes'>,
  code: string,
  details?: string,
): object {
  const { message = '' } = resultCodes[code] ?? {}
  const hasExtra = shape.extra?.codes.includes(code) ?? false
  return omitUndefined({
    [shape.code]: code,
    [shape.message]: details === undefined ? message : `${message}: ${details}`,
    [shape.extra?.name ?? '']: hasExtra ? details : undefined,
  })
}

/** The HTTP status of a result; it is part of its code. */
export function findStatus(
  { shape, resultCodes }: Pick<OpenApiRoute, 'shape' | 'resultCodes'>,
  body: object,
) {
  const code: unknown = (body as Readonly<Record<string, unknown>>)[shape.code]
  return (typeof code === 'string' && resultCodes[code]?.status) || 200
}
