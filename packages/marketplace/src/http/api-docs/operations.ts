import type { Language } from '@loggia/kernel'
import { consoleApi, fileRoute, fileUrl } from '@loggia/protocol/console'
import type { Text } from '@loggia/protocol/console'
import { openApis } from '@loggia/protocol/open-apis'
import type { createOpenApiDocument } from '../openapi.ts'
import type { Resolve, Schema } from './example.ts'

export type Parameter = {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>
/** An operation as the OpenAPI document tells it. */
type Described = {
  readonly operationId: string
  readonly summary: string
  readonly 'x-role': string
  readonly security: readonly Readonly<Record<string, unknown>>[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
}

/** For whom operations are: one party's pages, anybody, or the servers of sellers. */
export const audiences = ['public', 'buyer', 'seller', 'operator', 'servers'] as const
export type Audience = (typeof audiences)[number]

export type Operation = Described & {
  readonly method: string
  readonly path: string
  readonly audience: Audience
  /** The first part of the path below the audience, such as `orders`: operations of one subject are one page. */
  readonly subject: string
  /** In both languages. */
  readonly told: Text
  /** The right that a member needs: `any`, `main`, or grants. */
  readonly needs: readonly string[]
}

export type Reference = { readonly operations: readonly Operation[]; readonly resolve: Resolve }

type Contract = Readonly<
  Record<string, { readonly summary: Text; readonly needs?: string | readonly string[] | undefined }>
>
const contract: Contract = { ...consoleApi, ...openApis, [`GET ${fileUrl}`]: fileRoute }

/** The operations of the document, in its order. */
export function readReference(document: ReturnType<typeof createOpenApiDocument>): Reference {
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Described>>>>
  const { schemas } = document['components'] as { schemas: Readonly<Record<string, Schema>> }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const key = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
      const route = contract[key]
      return {
        ...described,
        ...placeOf(path, described),
        path,
        method: method.toUpperCase(),
        told: route?.summary ?? { zh: described.summary, en: described.summary },
        needs: [route?.needs ?? []].flat(),
      }
    }),
  )
  return { operations, resolve: (reference) => schemas[reference.split('/').at(-1) ?? ''] ?? {} }
}

function placeOf(path: string, { security }: Described): Pick<Operation, 'audience' | 'subject'> {
  if (security.some((one) => 'akSk' in one)) return { audience: 'servers', subject: 'open-api' }
  const [, first = '', second = ''] = /^\/api\/([\w.-]+)(?:\/([\w.-]+))?/.exec(path) ?? []
  const audience = audiences.find((one) => one === first)
  return audience === undefined
    ? { audience: 'public', subject: cut(first) }
    : { audience, subject: cut(second) }
}
/** A table to be saved stands with the list that it is of. */
const cut = (name: string): string => name.replace(/\.csv$/, '')

/** The address of an operation within its page. */
export const formatPlace = ({ audience, subject, operationId }: Operation): string =>
  `${toPath(audience, subject)}#${operationId}`
export const docsPath = '/api/docs'
export const toPath = (...parts: readonly string[]): string => [docsPath, ...parts].join('/')

/** The subjects of an audience, in the order of the contract. */
export const listSubjects = ({ operations }: Reference, audience: Audience): string[] => [
  ...new Set(operations.filter((one) => one.audience === audience).map(({ subject }) => subject)),
]

/** Those that have every word in their path, summary or name. */
export function searchOperations({ operations }: Reference, text: string, language: Language): Operation[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return operations.filter((one) => {
    const all = `${one.method} ${one.path} ${one.operationId} ${getSummary(one, language)}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

/** The OpenAPI document is in English, for programs; pages show the summary in the reader's language. */
export const getSummary = ({ told }: Operation, language: Language): string =>
  language === 'zh-CN' ? told.zh : told.en
